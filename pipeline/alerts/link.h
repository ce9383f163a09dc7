#ifndef SCRUTINEER_PIPELINE_ALERTS_LINK_H_
#define SCRUTINEER_PIPELINE_ALERTS_LINK_H_

#include <string>
#include <string_view>

#include "pipeline/alerts/item.h"
#include "pipeline/base/result.h"

namespace scrutineer::alerts {

inline constexpr std::string_view kDefaultLinkTemplate = "file://{path}#page={page}";

// Variables: {path} the paper's path (or URL), percent-encoded but for '/'; {page} the page's
// number; {sha256} of the bytes. Error kConfiguration: an unknown variable, an open brace, or a
// character that cannot stand in a URL.
Status CheckLinkTemplate(std::string_view link_template);

// The link to a page. Where a paper stands at an http or https URL and the template makes files'
// links, the URL itself is used, with the page. REQUIRES: CheckLinkTemplate(link_template).
std::string LinkTo(const PageReference& where, std::string_view link_template);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_LINK_H_
