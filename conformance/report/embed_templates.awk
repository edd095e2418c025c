# The templates as C++: a raw string literal a line, for compilers that limit the length of one.
BEGIN {
  print "// Generated from conformance/report/templates; do not edit."
  print "#include \"conformance/report/templates.h\""
  print "namespace etalon {"
  print "std::string_view TemplateFile(std::string_view name) {"
}
FNR == 1 {
  if (NR > 1) print "        ;"
  count = split(FILENAME, parts, "/")
  printf "  if (name == \"%s\")\n    return\n", parts[count]
}
{ printf "R\"line(%s\n)line\"\n", $0 }
END {
  print "        ;"
  print "  return \"\";"
  print "}"
  print "}  // namespace etalon"
}
