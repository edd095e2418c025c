#include "conformance/cli/suite_verbs.h"

namespace etalon {
namespace {

void AddRunOptions(CLI::App* verb, RunArguments& run) {
  verb->add_option("--windows", run.windows, kWindows)->type_name("VERSION");
  verb->add_option("--unelevated-agent", run.unelevated_agent,
                   "an agent on the same computer with the rights of a plain user, for tests that "
                   "want such a caller: 'exec:COMMAND', tcp:HOST:PORT")
      ->type_name("WORD");
  verb->add_option("--seed", run.seed, "of the simulator's choices")->capture_default_str();
  verb->add_option("--timeout", run.timeout_seconds, "seconds that an operation may take")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  verb->add_flag("--verbose", run.verbose, "tell each operation and what came of it, as it goes");
}

void AddReportFiles(CLI::App* verb, ReportFiles& files) {
  verb->add_option("--html", files.html, "write one page for a browser, which needs no network")
      ->type_name("FILE");
  verb->add_option("--markdown", files.markdown, "write a summary for a comment")
      ->type_name("FILE");
  verb->add_option("--badge", files.badge, "write an SVG badge")->type_name("FILE");
}

void AddRecording(CLI::App* verb, std::string& recording) {
  verb->add_option("--recording", recording,
                   "what Windows does where an implementation and the simulator differ: a pack "
                   "(docs/recordings.md), or the report of a run on a Windows machine")
      ->type_name("PATH");
}

}  // namespace

CLI::App* AddConformanceVerb(CLI::App& app, ConformanceArguments& arguments) {
  CLI::App* verb = app.add_subcommand("conformance", "Run the suite against an implementation");
  verb->add_option("--implementation", arguments.run.implementation, kImplementations)
      ->type_name("WORD")
      ->capture_default_str();
  verb->add_option("--filter", arguments.run.filter,
                   "only these: clauses (STARTTRACE-E02), functions (StartTrace), names of tests, "
                   "globs of any; may be given again")
      ->type_name("PATTERN")
      ->expected(1)
      ->take_all();
  AddReportFiles(verb, arguments.files);
  verb->add_option("--json", arguments.json_file,
                   "write a report as docs/report.schema.json describes it")
      ->type_name("FILE");
  verb->add_option("--junit", arguments.junit_file, "write a report in JUnit's XML")
      ->type_name("FILE");
  verb->add_option("--failures", arguments.failures_folder,
                   "where the scripts go that repeat what is unexpected")
      ->type_name("FOLDER")
      ->capture_default_str();
  verb->add_option("--expectations", arguments.run.expectations_file,
                   "what the implementation is known to do otherwise, as docs/testing.md describes "
                   "it; default: the file of its name in conformance/expectations")
      ->type_name("FILE");
  AddRecording(verb, arguments.recording);
  AddRunOptions(verb, arguments.run);
  verb->footer(kExitCodes);
  return verb;
}

CLI::App* AddReportVerb(CLI::App& app, ReportArguments& arguments) {
  CLI::App* verb = app.add_subcommand("report", "Put reports of several runs side by side");
  verb->add_option("REPORT", arguments.json_files,
                   "written by conformance --json: a column each, in this order; of two of one "
                   "implementation the later tells what has changed")
      ->required();
  AddReportFiles(verb, arguments.files);
  AddRecording(verb, arguments.recording);
  verb->footer("Without --html, --markdown or --badge the summary is printed. Exit code 0, or 3.");
  return verb;
}

CLI::App* AddExpectationsVerb(CLI::App& app, ExpectationsArguments& arguments) {
  CLI::App* verb =
      app.add_subcommand("expectations", "Keep what an implementation is known to do otherwise");
  verb->require_subcommand(1);
  CLI::App* update = verb->add_subcommand(
      "update", "Run the suite and make the list anew: what passes goes, what is new comes");
  update->add_option("NAME", arguments.run.implementation, kImplementations)->required();
  update->add_option("--from", arguments.json_file,
                     "a report of the whole suite (conformance --json) instead of a run")
      ->type_name("REPORT");
  update->add_option("--expectations", arguments.run.expectations_file,
                     "the list; default: the file of that name in conformance/expectations")
      ->type_name("FILE");
  update->add_flag("--dry-run", arguments.dry_run, "only show what would change");
  AddRunOptions(update, arguments.run);
  update->footer("Prints the difference. Exit code 0; 1 when a dry run finds the list wrong; 3.");
  return verb;
}

CLI::App* AddNextVerb(CLI::App& app, NextArguments& arguments) {
  CLI::App* verb = app.add_subcommand("next", "Say what to repair first in an implementation");
  verb->add_option("NAME", arguments.run.implementation, kImplementations)->required();
  verb->add_option("--from", arguments.json_file, "a report (conformance --json) instead of a run")
      ->type_name("REPORT");
  verb->add_option("--folder", arguments.folder, "where the C programs go")->capture_default_str();
  verb->add_option("--repairs", arguments.repairs, "how many to tell")
      ->type_name("N")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  AddRunOptions(verb, arguments.run);
  verb->footer("Ranked by the real programs, then by the tests of the suite, that hang on each.");
  return verb;
}

}  // namespace etalon
