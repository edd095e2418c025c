#include "conformance/cli/judge_verb.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "conformance/cli/exit_code.h"
#include "conformance/implementations/in_process.h"
#include "conformance/implementations/make_implementation.h"
#include "conformance/recording/judge.h"

namespace etalon {
namespace {

// The simulator has the pack's processors; others are as they are.
std::unique_ptr<Implementation> Make(const JudgeArguments& arguments, const Pack& pack,
                                     std::string* why) {
  if (arguments.implementation == "sim" && arguments.windows.empty()) {
    return MakeSimulator({.processors = std::clamp(pack.machine.processors, 1u, 64u),
                          .windows = SimulatedFor(pack)});
  }
  return MakeImplementation(
      arguments.implementation,
      {.timeout_seconds = arguments.timeout_seconds, .windows = arguments.windows}, why);
}

std::string Shown(const std::string& text) { return text.empty() ? "unknown" : text; }

void PrintMachine(const Pack& pack, std::ostream& out) {
  const PackMachine& machine = pack.machine;
  out << "pack: " << machine.implementation << ", Windows " << Shown(machine.windows) << ", "
      << machine.processors << " processors, " << machine.privileges << ", " << pack.runs
      << (pack.runs == 1 ? " run" : " runs") << ", commit " << Shown(machine.commit) << '\n';
}

void PrintProposals(const std::vector<Allowance>& proposals, std::ostream& out) {
  for (const Allowance& proposal : proposals) {
    out << proposal.script << ".jsonl:" << proposal.line << ": " << proposal.value
        << ": the runs differ; allow";
    for (const nlohmann::json& value : proposal.allowed) {
      out << ' ' << (value.is_null() ? "nothing" : value.dump());
    }
    out << '\n';
  }
}

// False: the pack cannot be written.
bool Accept(Pack pack, const std::vector<Allowance>& proposals, const std::string& folder) {
  pack.allowances.insert(pack.allowances.end(), proposals.begin(), proposals.end());
  return WritePack(pack, folder);
}

}  // namespace

int JudgePackFolder(const JudgeArguments& arguments, std::ostream& out, std::ostream& err) {
  std::string why;
  const std::optional<Pack> pack = ReadPack(arguments.pack, &why);
  const std::unique_ptr<Implementation> implementation =
      pack ? Make(arguments, *pack, &why) : nullptr;
  if (implementation == nullptr) {
    err << "etalon: " << why << '\n';
    return kFault;
  }
  PrintMachine(*pack, out);
  const PackJudgement judgement = JudgePack(*pack, arguments.pack, *implementation, out);
  if (!judgement.trouble.empty()) {
    err << "etalon: " << judgement.trouble << '\n';
    return kFault;
  }
  PrintProposals(judgement.proposals, out);
  out << "judge: " << implementation->traits().name << ' ' << implementation->traits().version
      << ": " << judgement.as_recorded << " of " << judgement.scripts << " scripts as recorded, "
      << judgement.differences << " differences, " << judgement.proposals.size() << " proposals\n";
  if (arguments.accept && !Accept(*pack, judgement.proposals, arguments.pack)) {
    err << "etalon: " << arguments.pack << "/pack.json: cannot be written\n";
    return kFault;
  }
  return judgement.differences == 0 ? kAsExpected : kUnexpected;
}

}  // namespace etalon
