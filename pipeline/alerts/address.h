#ifndef SCRUTINEER_PIPELINE_ALERTS_ADDRESS_H_
#define SCRUTINEER_PIPELINE_ALERTS_ADDRESS_H_

#include <string_view>

#include "pipeline/base/result.h"

namespace scrutineer::alerts {

// An e-mail address as people write it: the dot-atom form of RFC 5322's addr-spec in ASCII, at most
// 254 bytes (RFC 5321), without display name or comments. Error kConfiguration: what is wrong.
Status CheckAddress(std::string_view address);

// What stands after the '@'. REQUIRES: CheckAddress(address).
std::string_view DomainOf(std::string_view address);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_ADDRESS_H_
