# The checks of the simulator's sources: {"sim/api/stop_trace.cc", 17, 18, clauses::STOPTRACE_E05},
/FAIL_(WITH_LAST_ERROR_)?IF\(/ && !/#define/ && !/\/\// {
  first = FNR
  text = ""
}
first {
  text = text $0
  if ($0 !~ /\);[ ]*$/) next
  clause = ""
  while (match(text, /[A-Z][A-Z0-9]*_[A-Z][0-9][0-9]/)) {
    clause = substr(text, RSTART, RLENGTH)
    text = substr(text, RSTART + RLENGTH)
  }
  if (clause != "") printf "{\"%s\", %d, %d, clauses::%s},\n", FILENAME, first, FNR, clause
  first = 0
}
