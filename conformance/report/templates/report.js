'use strict';
const $ = (id) => document.getElementById(id);
const data = JSON.parse($('matrix-data').textContent);
const { implementations, functions, clauses, strings } = data;
let programs = null;  // parsed when a cell is opened

const PASS = 0, NONE = 6;
const verdicts = ['pass', 'fail', 'not implemented', 'crash', 'hang', 'deviates', 'not applicable', 'harness fault'];
const labels = ['✓', 'fail', 'absent', 'crash', 'hang', 'differs', '–', 'fault'];
const badness = [1, 4, 3, 6, 5, 2, 0, 7];
const judgements = ['as expected', 'unexpected', 'stale expectation', 'harness fault'];
const shown = { find: '', authority: '', kind: '', verdicts: new Set(), unexpected: false, differ: false, changed: false,
                columns: implementations.map((_, i) => i), open: new Set(), at: [0, 0], cell: null };

const escape = (text) => String(text).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
const count = (n) => n.toLocaleString('en-US');
const plural = (n, noun) => count(n) + ' ' + noun + (n === 1 ? '' : 's');

// ---- what a clause comes to: worst verdict, tests that pass, that apply, whether any is unexpected
function summaryOf(tests) {
  if (!tests) return null;
  let worst = NONE, passed = 0, applicable = 0, unexpected = false;
  for (const test of tests) {
    const verdict = test[1];
    if (badness[verdict] > badness[worst]) worst = verdict;
    if (verdict === PASS) ++passed;
    if (verdict !== NONE) ++applicable;
    if (test[2] > 0) unexpected = true;
  }
  return { verdict: worst, passed, applicable, unexpected, change: 0 };
}
const cells = data.cells.map((column) => column.map(summaryOf));
implementations.forEach((one, i) => {
  if (one.before < 0) return;
  cells[i].forEach((cell, c) => {
    const earlier = cells[one.before][c];
    if (!cell || !earlier || cell.verdict === NONE || earlier.verdict === NONE) return;
    cell.change = Math.sign(badness[earlier.verdict] - badness[cell.verdict]);
  });
});
const hasTrend = implementations.some((one) => one.before >= 0);

// ---- which clauses are shown
const haystacks = [];
function haystack(c, name) {
  if (haystacks[c] === undefined) {
    const clause = clauses[c];
    const tests = new Set(data.cells.flatMap((column) => (column[c] || []).map((test) => strings[test[0]])));
    haystacks[c] = [name, clause.id, clause.code, clause.parameter, clause.rule, clause.note, ...tests].join('\n').toLowerCase();
  }
  return haystacks[c];
}
function matches(c, name) {
  const clause = clauses[c];
  if (shown.authority && clause.authority !== shown.authority) return false;
  if (shown.kind && clause.kind !== shown.kind) return false;
  const row = shown.columns.map((i) => cells[i][c]);
  if (shown.verdicts.size && !row.some((cell) => cell && shown.verdicts.has(cell.verdict))) return false;
  if (shown.unexpected && !row.some((cell) => cell && cell.unexpected)) return false;
  if (shown.changed && !row.some((cell) => cell && cell.change)) return false;
  if (shown.differ && new Set(row.filter((cell) => cell && cell.verdict !== NONE).map((cell) => cell.verdict)).size < 2) return false;
  return shown.find === '' || shown.find.split(' ').every((word) => haystack(c, name).includes(word));
}
const isFiltered = () => shown.find || shown.authority || shown.kind || shown.verdicts.size || shown.unexpected || shown.differ || shown.changed;

// ---- the table
function cellHtml(i, c) {
  const cell = cells[i][c];
  if (!cell) return '<td tabindex="-1"></td>';
  const ratio = cell.applicable > 0 && cell.passed < cell.applicable ? ` ${cell.passed}/${cell.applicable}` : cell.passed ? ' ' + cell.passed : '';
  const change = cell.change === 0 ? '' : cell.change > 0 ? '<span class="up">▲</span>' : '<span class="down">▼</span>';
  const spoken = `${implementations[i].title}: ${verdicts[cell.verdict]}, ${cell.passed} of ${cell.applicable} tests pass` +
    (cell.unexpected ? ', unexpected' : '') + (cell.change ? cell.change > 0 ? ', better than before' : ', worse than before' : '');
  return `<td tabindex="-1" data-i="${i}" aria-label="${escape(spoken)}" title="${escape(spoken)}"><b class="v${cell.verdict}${cell.unexpected ? ' new' : ''}">${labels[cell.verdict]}${ratio}${change}</b></td>`;
}
function clauseHtml(c) {
  const clause = clauses[c];
  return `<tr class="clause" data-c="${c}"><th scope="row" tabindex="-1" title="${escape(clause.rule || '')}"><code>${clause.id}</code><span>${escape(clause.rule || '')}</span></th>` +
    shown.columns.map((i) => cellHtml(i, c)).join('') + '</tr>';
}
function sharesOf(i, [, first, size]) {
  const counts = new Array(8).fill(0);
  for (let c = first; c < first + size; ++c) if (cells[i][c]) ++counts[cells[i][c].verdict];
  const applicable = counts.reduce((sum, n) => sum + n, 0) - counts[NONE];
  const colours = { 0: 'pass-bar', 5: 'differs-bar', 2: 'absent-bar', 1: 'fail-bar', 4: 'hang-back', 3: 'crash-back', 7: 'fault-back' };
  let at = 0;
  const stops = [];
  for (const verdict of [0, 5, 2, 1, 4, 3, 7]) {
    if (counts[verdict] === 0) continue;
    const end = at + 100 * counts[verdict] / applicable;
    stops.push(`var(--${colours[verdict]}) ${at.toFixed(1)}% ${end.toFixed(1)}%`);
    at = end;
  }
  return { passed: counts[PASS], applicable, bar: stops.length ? `linear-gradient(90deg,${stops.join(',')})` : 'none' };
}
function functionHtml(f, hits) {
  const [name, , size] = functions[f];
  const isOpen = shown.open.has(f);
  const told = shown.columns.map((i) => {
    const shares = sharesOf(i, functions[f]);
    return `<td tabindex="-1" style="--shares:${shares.bar}" title="${escape(implementations[i].title)}: ${shares.passed} of ${plural(shares.applicable, 'clause')} pass">${shares.applicable ? shares.passed + '/' + shares.applicable : '–'}</td>`;
  }).join('');
  return `<tr class="function" data-f="${f}"><th scope="rowgroup" tabindex="-1" aria-expanded="${isOpen}"><span class="arrow">${isOpen ? '▾' : '▸'}</span>${escape(name)}<span class="of">${hits.length === size ? plural(size, 'clause') : hits.length + ' of ' + size}</span></th>${told}</tr>` +
    (isOpen ? hits.map(clauseHtml).join('') : '');
}
let hitsOf = [];
function draw() {
  hitsOf = functions.map(([name, first, size]) => {
    const hits = [];
    for (let c = first; c < first + size; ++c) if (matches(c, name)) hits.push(c);
    return hits;
  });
  const wide = innerWidth > 700;
  const head = '<colgroup><col style="width:' + (wide ? 'auto' : '152px') + '">' +
    shown.columns.map(() => `<col style="width:${wide ? Math.max(72, Math.min(130, 900 / shown.columns.length)) : 72}px">`).join('') +
    '</colgroup><thead><tr><th scope="col">Function and clause</th>' +
    shown.columns.map((i) => `<th scope="col" title="${escape(implementations[i].title)}">${escape(implementations[i].title)}</th>`).join('') + '</tr></thead>';
  $('grid').style.minWidth = (wide ? 300 + 72 * shown.columns.length : 152 + 72 * shown.columns.length) + 'px';
  $('grid').innerHTML = head + functions.map((_, f) => hitsOf[f].length ? `<tbody>${functionHtml(f, hitsOf[f])}</tbody>` : '').join('');
  const found = hitsOf.reduce((sum, hits) => sum + hits.length, 0);
  $('tally').textContent = plural(found, 'clause') + (isFiltered() ? ' of ' + count(clauses.length) : '') + ' of ' +
    plural(hitsOf.filter((hits) => hits.length).length, 'function');
  $('clear').hidden = !isFiltered();
  $('expand').textContent = shown.open.size ? 'Collapse all' : 'Expand all';
  focusable(false);
  markOpen();
}
function filterAndDraw() {
  draw();
  if (!isFiltered()) return;
  const found = hitsOf.reduce((sum, hits) => sum + hits.length, 0);
  if (found > 0 && found <= 150) {
    shown.open = new Set(functions.map((_, f) => f).filter((f) => hitsOf[f].length));
    draw();
  }
}
// The table scrolls by itself where its columns do not fit.
function fit() {
  $('scroll').classList.remove('boxed');
  $('scroll').classList.toggle('boxed', $('grid').scrollWidth > $('scroll').clientWidth + 1);
  $('grid').style.setProperty('--tools', innerWidth > 700 ? $('tools').offsetHeight + 'px' : '0px');
}
function toggle(f) {
  if (!shown.open.delete(f)) shown.open.add(f);
  const body = $('grid').querySelector(`tr[data-f="${f}"]`).parentNode;
  body.innerHTML = functionHtml(f, hitsOf[f]);
  $('expand').textContent = shown.open.size ? 'Collapse all' : 'Expand all';
  focusable(false);
  markOpen();
}
function toggleAll() {
  shown.open = new Set(shown.open.size ? [] : functions.map((_, f) => f));
  draw();
}

// ---- the keyboard: one place of the table has the focus
const rowsShown = () => $('grid').tBodies.length ? [...$('grid').querySelectorAll('tbody tr')] : [];
function focusable(take) {
  const rows = rowsShown();
  if (rows.length === 0) return;
  shown.at[0] = Math.max(0, Math.min(shown.at[0], rows.length - 1));
  shown.at[1] = Math.max(0, Math.min(shown.at[1], shown.columns.length));
  const old = $('grid').querySelector('[tabindex="0"]');
  if (old) old.tabIndex = -1;
  const cell = rows[shown.at[0]].cells[shown.at[1]];
  cell.tabIndex = 0;
  if (take) cell.focus();
}
function activate(cell) {
  const row = cell.parentNode;
  if (row.dataset.f !== undefined) {
    const f = Number(row.dataset.f);
    toggle(f);
    return;
  }
  const c = Number(row.dataset.c);
  open(c, cell.dataset.i === undefined ? mostTelling(c) : Number(cell.dataset.i));
}
function mostTelling(c) {
  return shown.columns.reduce((best, i) => {
    const one = cells[i][c], other = cells[best][c];
    return one && (!other || badness[one.verdict] > badness[other.verdict]) ? i : best;
  }, shown.columns[0]);
}
$('grid').addEventListener('click', (event) => {
  const cell = event.target.closest('tbody th, tbody td');
  if (!cell) return;
  shown.at = [rowsShown().indexOf(cell.parentNode), cell.cellIndex];
  activate(cell);
  focusable($('panel').hidden);
});
$('grid').addEventListener('keydown', (event) => {
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-15, 0], PageDown: [15, 0] };
  if (event.key in moves) {
    shown.at = [shown.at[0] + moves[event.key][0], shown.at[1] + moves[event.key][1]];
    focusable(true);
  } else if (event.key === 'Home' || event.key === 'End') {
    shown.at = [event.key === 'Home' ? 0 : 1e9, shown.at[1]];
    focusable(true);
  } else if (event.key === 'Enter' || event.key === ' ') {
    activate(rowsShown()[shown.at[0]].cells[shown.at[1]]);
    focusable($('panel').hidden);
  } else {
    return;
  }
  event.preventDefault();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !$('panel').hidden) { close(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === '/') { $('find').focus(); event.preventDefault(); }
  if (event.key === 'x') toggleAll();
});
