#ifndef SCRUTINEER_PIPELINE_PDF_PICTURE_PAYLOAD_H_
#define SCRUTINEER_PIPELINE_PDF_PICTURE_PAYLOAD_H_

#include <string>
#include <vector>

#include "pipeline/pdf/page_places.h"
#include "pipeline/pdf/payload.h"

// How places on a page, and pictures of it, stand in the payloads of protocol.h. What is taken
// makes the payload malformed where places do not stand one after the other in the text, or an area
// is none.
namespace scrutineer::pdf::protocol {

void PutPlaces(const std::vector<WordPlace>& places, std::string& out);
std::vector<WordPlace> TakePlaces(PayloadReader& payload);

void Put(const PagePlaces& page, std::string& out);
void Put(const DrawRequest& request, std::string& out);
void Put(const Picture& picture, std::string& out);
PagePlaces TakePagePlaces(PayloadReader& payload);
DrawRequest TakeDrawRequest(PayloadReader& payload);
Picture TakePicture(PayloadReader& payload);

}  // namespace scrutineer::pdf::protocol

#endif  // SCRUTINEER_PIPELINE_PDF_PICTURE_PAYLOAD_H_
