#ifndef SCRUTINEER_PIPELINE_TEXT_CANONICAL_COMPOSITION_H_
#define SCRUTINEER_PIPELINE_TEXT_CANONICAL_COMPOSITION_H_

#include "pipeline/text/normalizer.h"

namespace scrutineer::text {

// Brings text into NFC, its map with it. REQUIRES: well-formed UTF-8.
NormalizedText Compose(NormalizedText text);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_CANONICAL_COMPOSITION_H_
