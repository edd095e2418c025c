// Pieces of C source. Private to c_printer.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_WRITER_H_
#define ETALON_CONFORMANCE_SCRIPT_C_WRITER_H_

#include <cstdint>
#include <string>

#include "conformance/script/op.h"

namespace etalon {

// What every program begins with, and what follows the names of error codes.
extern const char kCPrologue[];
extern const char kCReport[];

// static inline const char* ErrorName(ULONG64 code) {...}
std::string CErrorNames();

std::string CNumber(uint64_t number);           // "17u"; hexadecimal from 65,536 on
std::string CWide(const std::u16string& text);  // L"etalon", or an array where it is not plain
std::string CAnsi(const std::u16string& text);  // "etalon"
std::string CText(const std::u16string& text, bool ansi);
std::string CQuoted(const std::string& text);           // of UTF-8, for printf's %s
std::string CBytes(const Bytes& bytes, uint32_t fill);  // (const BYTE[]){0x01, 0x02}
std::string CGuid(const Guid& guid);                    // &(const GUID){...}
std::string CHandle(const Handle& handle);              // handles[1], or a number
std::string CPlace(Place place);                        // AT_NULL

// At(block, bytes, AT_NULL), or the block alone where it lies as usual.
std::string CAt(const std::string& block, const std::string& bytes, Place place);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_WRITER_H_
