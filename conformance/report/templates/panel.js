// ---- a clause in full, beside the table
function programText(number) {
  return programs.programs[number].map((piece) => programs.pieces[piece]).join('');
}
const definition = (term, text) => text ? `<dt>${term}</dt><dd>${escape(text)}</dd>` : '';
function testHtml(test, c, i) {
  const [name, verdict, judgement, reason, after, expected, actual, where, detail, program, windows] = test;
  let html = `<section class="test"><h3><span class="badge v${verdict}">${verdicts[verdict]}</span>${escape(strings[name])}` +
    (judgement ? ` <span class="badge note">${judgements[judgement]}</span>` : '') + '</h3>';
  if (judgement === undefined) return html + '</section>';
  html += '<dl>' + definition('after', strings[after]) + definition('expected', strings[expected]) + definition('actual', strings[actual]) + definition('recorded', strings[windows]) +
    definition('listed because', strings[reason]) + definition('test', strings[where]) + '</dl>';
  if (programs.details[detail]) html += `<details><summary>Whole message</summary><pre>${escape(programs.details[detail])}</pre></details>`;
  if (program) {
    html += `<details><summary>Reproducer in C <button type="button" class="copy" data-program="${program}">Copy</button></summary><pre data-lazy="${program}"></pre></details>`;
  } else if (verdict !== PASS && verdict !== NONE) {
    html += `<p class="quiet">The reproducer is too long for a page: run the line below, then ./etalon emit-c failures/${clauses[c].id}.jsonl</p>`;
  }
  return html + '</section>';
}
function title(program) {
  const { c, i } = shown.cell;
  return `// ${clauses[c].id} on ${implementations[i].title}\n` + programText(program);
}
function testsHtml(c, i) {
  const tests = data.cells[i][c] || [];
  const passed = tests.filter((test) => test[1] === PASS && test.length === 2);
  const rest = tests.filter((test) => !passed.includes(test)).sort((a, b) => badness[b[1]] - badness[a[1]]);
  const names = passed.map((test) => strings[test[0]]).join(', ');
  const again = `./etalon conformance --implementation ${/^[\w.\/:-]+$/.test(implementations[i].word) ? implementations[i].word : "'" + implementations[i].word.replace(/'/g, "'\\''") + "'"} --filter ${clauses[c].id}`;
  return (tests.length ? '' : '<p class="quiet">No test of this clause ran.</p>') +
    rest.map((test) => testHtml(test, c, i)).join('') +
    (passed.length ? `<section class="test"><h3><span class="badge v0">pass</span>${plural(passed.length, 'test')}</h3><p class="quiet">${escape(names)}</p></section>` : '') +
    `<div class="again"><pre>${escape(again)}</pre><button type="button" class="copy" data-text="${escape(again)}">Copy</button></div>`;
}
function panelHtml(c, i) {
  const clause = clauses[c];
  const name = functions.find(([, first, size]) => c >= first && c < first + size)[0];
  return `<header><h2 id="panel-title"><code>${clause.id}</code> <span class="quiet">${escape(name)}</span></h2><button type="button" id="close" aria-label="Close">✕</button></header>` +
    `<p class="rule">${escape(clause.rule || 'This clause is not in the registry.')}</p><dl>` + definition('code', clause.code) +
    definition('parameter', clause.parameter) + definition('authority', clause.authority) + definition('source', clause.source) +
    definition('holds', clause.versions) + definition('note', clause.note) + definition('planned', clause.planned) + '</dl>' +
    '<div class="tabs" role="tablist" aria-label="Implementations">' + implementations.map((one, k) => {
      const cell = cells[k][c];
      return `<button type="button" role="tab" data-k="${k}" tabindex="${k === i ? 0 : -1}" aria-selected="${k === i}" class="v${cell ? cell.verdict : NONE}">${escape(one.title)}: ${cell ? verdicts[cell.verdict] : 'not run'}</button>`;
    }).join('') + `</div><div role="tabpanel" id="tests">${testsHtml(c, i)}</div>`;
}
function open(c, i) {
  if (programs === null) programs = JSON.parse($('program-data').textContent);
  shown.cell = { c, i };
  $('panel').innerHTML = panelHtml(c, i);
  $('panel').hidden = false;
  $('panel').scrollTop = 0;
  $('close').focus({ preventScroll: true });
  const hash = '#' + clauses[c].id + '/' + encodeURIComponent(implementations[i].title);
  if (location.hash !== hash) history.replaceState(null, '', hash);
  markOpen();
}
function close() {
  $('panel').hidden = true;
  shown.cell = null;
  history.replaceState(null, '', location.pathname + location.search);
  markOpen();
  focusable(true);
}
function markOpen() {
  for (const marked of document.querySelectorAll('#grid .open')) marked.classList.remove('open');
  if (shown.cell === null) return;
  const row = $('grid').querySelector(`tr[data-c="${shown.cell.c}"]`);
  const cell = row && row.querySelector(`td[data-i="${shown.cell.i}"]`);
  if (cell) cell.classList.add('open');
}
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = Object.assign(document.createElement('textarea'), { value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
$('panel').addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (button === null) return;
  if (button.id === 'close') return close();
  if (button.dataset.k !== undefined) return open(shown.cell.c, Number(button.dataset.k));
  if (!button.classList.contains('copy')) return undefined;
  event.preventDefault();
  const done = await copy(button.dataset.program === undefined ? button.dataset.text : title(Number(button.dataset.program)));
  button.textContent = done ? 'Copied' : 'Could not copy';
  setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  return undefined;
});
$('panel').addEventListener('toggle', (event) => {
  const place = event.target.querySelector('pre[data-lazy]');
  if (place !== null && event.target.open && place.textContent === '') place.textContent = title(Number(place.dataset.lazy));
}, true);
$('panel').addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (event.target.getAttribute('role') !== 'tab' || !step) return;
  const next = (Number(event.target.dataset.k) + step + implementations.length) % implementations.length;
  open(shown.cell.c, next);
  $('panel').querySelector(`[data-k="${next}"]`).focus();
  event.preventDefault();
});

// ---- links: #CLAUSE/IMPLEMENTATION
function follow() {
  const [id, who] = location.hash.slice(1).split('/');
  const c = clauses.findIndex((clause) => clause.id === id);
  if (c < 0) return;
  const i = implementations.findIndex((one) => one.title === decodeURIComponent(who || ''));
  const f = functions.findIndex(([, first, size]) => c >= first && c < first + size);
  if (!hitsOf[f].includes(c)) clearFilters();
  if (!shown.open.has(f)) toggle(f);
  const row = $('grid').querySelector(`tr[data-c="${c}"]`);
  if (row) {
    row.scrollIntoView({ block: 'center' });
    shown.at = [rowsShown().indexOf(row), i < 0 ? 0 : shown.columns.indexOf(i) + 1];
  }
  open(c, i < 0 ? mostTelling(c) : i);
}

// ---- the tools
function choices(select, all, member) {
  const values = [...new Set(clauses.map((clause) => clause[member]).filter(Boolean))];
  select.innerHTML = [`<option value="">${all}</option>`, ...values.map((value) => `<option>${value}</option>`)].join('');
  select.onchange = () => { shown[member] = select.value; filterAndDraw(); };
}
function chip(text, number, style, isPressed, press) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: style });
  button.innerHTML = `${escape(text)}<span class="n">${count(number)}</span>`;
  button.setAttribute('aria-pressed', isPressed());
  button.onclick = () => { press(); button.setAttribute('aria-pressed', isPressed()); filterAndDraw(); };
  $('chips').append(button);
}
function flag(text, member, number) {
  chip(text, number, '', () => shown[member], () => { shown[member] = !shown[member]; });
}
function drawChips() {
  $('chips').textContent = '';
  const all = shown.columns.flatMap((i) => cells[i].filter(Boolean));
  for (const verdict of [1, 3, 4, 2, 5, 0, 6, 7]) {
    const number = all.filter((cell) => cell.verdict === verdict).length;
    if (number === 0) continue;
    chip(verdicts[verdict], number, 'v' + verdict, () => shown.verdicts.has(verdict),
         () => { if (!shown.verdicts.delete(verdict)) shown.verdicts.add(verdict); });
  }
  flag('unexpected', 'unexpected', all.filter((cell) => cell.unexpected).length);
  if (hasTrend) flag('changed', 'changed', all.filter((cell) => cell.change).length);
  if (implementations.length > 1) {
    const differ = clauses.filter((_, c) => new Set(shown.columns.map((i) => cells[i][c]).filter((cell) => cell && cell.verdict !== NONE).map((cell) => cell.verdict)).size > 1).length;
    flag('implementations differ', 'differ', differ);
  }
}
function drawColumns() {
  $('columns').hidden = implementations.length < 2;
  $('column-list').innerHTML = implementations.map((one, i) => `<label><input type="checkbox" value="${i}" checked> ${escape(one.title)}</label>`).join('');
  $('column-list').onchange = () => {
    const chosen = [...$('column-list').querySelectorAll(':checked')].map((box) => Number(box.value));
    if (chosen.length) shown.columns = chosen;
    drawChips();
    filterAndDraw();
    fit();
  };
}
function clearFilters() {
  Object.assign(shown, { find: '', authority: '', kind: '', unexpected: false, differ: false, changed: false });
  shown.verdicts.clear();
  for (const id of ['find', 'authority', 'kind']) $(id).value = '';
  drawChips();
  draw();
}
choices($('authority'), 'any authority', 'authority');
choices($('kind'), 'any kind', 'kind');
$('find').oninput = () => { shown.find = $('find').value.trim().toLowerCase(); filterAndDraw(); };
$('tools').onsubmit = (event) => event.preventDefault();
$('find').onkeydown = (event) => { if (event.key === 'ArrowDown') { shown.at = [0, 0]; focusable(true); event.preventDefault(); } };
$('clear').onclick = clearFilters;
$('expand').onclick = toggleAll;
let resizing = 0;
addEventListener('resize', () => { clearTimeout(resizing); resizing = setTimeout(() => { draw(); fit(); }, 80); });
addEventListener('hashchange', follow);
drawChips();
drawColumns();
if (implementations.length === 1 && clauses.length < 60) shown.open = new Set(functions.map((_, f) => f));
draw();
fit();
follow();
