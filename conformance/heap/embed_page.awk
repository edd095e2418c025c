# page.html as C++: a raw string literal a line, for compilers that limit the length of one.
BEGIN {
  print "// Generated from conformance/heap/page.html; do not edit."
  print "#include \"conformance/heap/page_template.h\""
  print "namespace etalon::heap {"
  print "std::string_view PageTemplate() {"
  print "  return"
}
{ printf "R\"line(%s\n)line\"\n", $0 }
END {
  print ";"
  print "}"
  print "}  // namespace etalon::heap"
}
