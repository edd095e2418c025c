// Echoes its input line by line; "exit N" ends it. What run_test.sh runs under Wine.

#include <cstdlib>
#include <iostream>
#include <string>

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.rfind("exit ", 0) == 0) return std::atoi(line.c_str() + 5);
    std::cout << line << std::endl;
  }
}
