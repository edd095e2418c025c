#include "conformance/clauses/error_names.h"

namespace etalon {
namespace {

struct NamedCode {
  std::uint32_t code;
  std::string_view name;
};

// The values are those of winerror.h and ntstatus.h.
constexpr NamedCode kNamedCodes[] = {
    {0, "ERROR_SUCCESS"},
    {1, "ERROR_INVALID_FUNCTION"},
    {2, "ERROR_FILE_NOT_FOUND"},
    {3, "ERROR_PATH_NOT_FOUND"},
    {5, "ERROR_ACCESS_DENIED"},
    {6, "ERROR_INVALID_HANDLE"},
    {8, "ERROR_NOT_ENOUGH_MEMORY"},
    {11, "ERROR_BAD_FORMAT"},
    {13, "ERROR_INVALID_DATA"},
    {14, "ERROR_OUTOFMEMORY"},
    {24, "ERROR_BAD_LENGTH"},
    {31, "ERROR_GEN_FAILURE"},
    {32, "ERROR_SHARING_VIOLATION"},
    {38, "ERROR_HANDLE_EOF"},
    {50, "ERROR_NOT_SUPPORTED"},
    {80, "ERROR_FILE_EXISTS"},
    {87, "ERROR_INVALID_PARAMETER"},
    {111, "ERROR_BUFFER_OVERFLOW"},
    {112, "ERROR_DISK_FULL"},
    {120, "ERROR_CALL_NOT_IMPLEMENTED"},
    {122, "ERROR_INSUFFICIENT_BUFFER"},
    {123, "ERROR_INVALID_NAME"},
    {127, "ERROR_PROC_NOT_FOUND"},
    {161, "ERROR_BAD_PATHNAME"},
    {170, "ERROR_BUSY"},
    {183, "ERROR_ALREADY_EXISTS"},
    {186, "ERROR_INVALID_FLAG_NUMBER"},
    {206, "ERROR_FILENAME_EXCED_RANGE"},
    {234, "ERROR_MORE_DATA"},
    {534, "ERROR_ARITHMETIC_OVERFLOW"},
    {998, "ERROR_NOACCESS"},
    {1004, "ERROR_INVALID_FLAGS"},
    {1168, "ERROR_NOT_FOUND"},
    {1223, "ERROR_CANCELLED"},
    {1306, "ERROR_REVISION_MISMATCH"},
    {1337, "ERROR_INVALID_SID"},
    {1392, "ERROR_FILE_CORRUPT"},
    {1450, "ERROR_NO_SYSTEM_RESOURCES"},
    {1460, "ERROR_TIMEOUT"},
    {1502, "ERROR_LOG_FILE_FULL"},
    {1901, "ERROR_INVALID_TIME"},
    {2402, "ERROR_ACTIVE_CONNECTIONS"},
    {4200, "ERROR_WMI_GUID_NOT_FOUND"},
    {4201, "ERROR_WMI_INSTANCE_NOT_FOUND"},
    {4206, "ERROR_WMI_ALREADY_ENABLED"},
    {7007, "ERROR_CTX_CLOSE_PENDING"},
    {0xC0000188, "STATUS_LOG_FILE_FULL"},
};

}  // namespace

std::string_view ErrorName(std::uint32_t code) {
  for (const NamedCode& named : kNamedCodes) {
    if (named.code == code) return named.name;
  }
  return {};
}

std::optional<std::uint32_t> ErrorCode(std::string_view name) {
  for (const NamedCode& named : kNamedCodes) {
    if (named.name == name) return named.code;
  }
  return std::nullopt;
}

}  // namespace etalon
