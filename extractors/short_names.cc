#include "extractors/short_names.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "extractors/words.h"
#include "pipeline/model/canonical_name.h"

namespace scrutineer::extractors {
namespace {

using WordSet = std::unordered_set<std::string_view>;

// WordSet of firms' names that say nothing about which firm it is. Lower case.
const WordSet& CommonWords() {
  static const WordSet words = {
      "academy",      "access",       "active",        "advisory",     "agency",
      "alliance",     "and",          "architects",    "architecture", "arts",
      "assets",       "assist",       "associates",    "association",  "audit",
      "board",        "borough",      "brothers",      "builders",     "building",
      "buildings",    "bus",          "buses",         "business",     "capital",
      "care",         "catering",     "central",       "centre",       "charity",
      "city",         "civic",        "civil",         "cleaning",     "clinic",
      "club",         "coaches",      "college",       "commercial",   "communications",
      "community",    "communities",  "company",       "complete",     "computer",
      "computers",    "connect",      "construction",  "consultancy",  "consultants",
      "consulting",   "contract",     "contracting",   "contractors",  "contracts",
      "council",      "councils",     "county",        "creative",     "culture",
      "data",         "delivery",     "demolition",    "design",       "development",
      "developments", "digital",      "direct",        "district",     "drainage",
      "driver",       "east",         "eastern",       "education",    "electric",
      "electrical",   "energy",       "engineering",   "engineers",    "england",
      "english",      "enterprise",   "enterprises",   "environment",  "environmental",
      "equipment",    "estate",       "estates",       "europe",       "european",
      "events",       "facilities",   "family",        "farm",         "fencing",
      "finance",      "financial",    "fire",          "first",        "fleet",
      "food",         "for",          "foundation",    "fund",         "future",
      "garden",       "gas",          "general",       "global",       "green",
      "ground",       "grounds",      "group",         "hall",         "health",
      "healthcare",   "help",         "heritage",      "highway",      "highways",
      "hire",         "holdings",     "home",          "homecare",     "homes",
      "hospital",     "hotel",        "house",         "housing",      "infrastructure",
      "insurance",    "integrated",   "international", "invest",       "investment",
      "investments",  "ireland",      "irish",         "joint",        "land",
      "landscape",    "landscapes",   "law",           "learning",     "legal",
      "leisure",      "library",      "life",          "lighting",     "living",
      "local",        "london",       "maintenance",   "management",   "market",
      "media",        "medical",      "metropolitan",  "modern",       "motor",
      "museum",       "national",     "network",       "networks",     "new",
      "north",        "northern",     "nursery",       "of",           "office",
      "operations",   "park",         "parking",       "parks",        "partners",
      "partnership",  "partnerships", "pension",       "people",       "performance",
      "place",        "places",       "planning",      "play",         "plant",
      "plus",         "power",        "premier",       "premium",      "prime",
      "print",        "printing",     "private",       "procurement",  "products",
      "professional", "programme",    "project",       "projects",     "properties",
      "property",     "public",       "quality",       "rail",         "recruitment",
      "recycling",    "regeneration", "regional",      "renewable",    "renewables",
      "repair",       "repairs",      "research",      "residential",  "resources",
      "retail",       "road",         "roads",         "roofing",      "royal",
      "rural",        "safety",       "scaffolding",   "school",       "schools",
      "scotland",     "scottish",     "security",      "senior",       "service",
      "services",     "social",       "society",       "software",     "solar",
      "solutions",    "sons",         "south",         "southern",     "specialist",
      "sport",        "sports",       "staff",         "standard",     "strategic",
      "street",       "structures",   "supplies",      "supply",       "support",
      "surfacing",    "surveyors",    "surveys",       "system",       "systems",
      "team",         "technical",    "technologies",  "technology",   "telecom",
      "the",          "theatre",      "timber",        "total",        "tourism",
      "town",         "trade",        "trading",       "traffic",      "training",
      "transport",    "travel",       "tree",          "trees",        "trust",
      "united",       "university",   "urban",         "utilities",    "ventures",
      "wales",        "waste",        "water",         "welfare",      "wellbeing",
      "welsh",        "west",         "western",       "wholesale",    "wood",
      "works",        "workshop",     "youth"};
  return words;
}

const WordSet& PlaceAfter() {
  static const WordSet words = {
      "road",     "street",  "lane",     "avenue",     "close",  "drive",     "way",
      "ward",     "parish",  "borough",  "district",   "city",   "county",    "council",
      "town",     "village", "park",     "hall",       "school", "primary",   "college",
      "hospital", "station", "bridge",   "house",      "farm",   "green",     "hill",
      "common",   "church",  "library",  "centre",     "court",  "square",    "terrace",
      "crescent", "mill",    "junction", "roundabout", "estate", "community", "north",
      "south",    "east",    "west"};
  return words;
}

const WordSet& PlaceOrPersonBefore() {
  static const WordSet words = {"in",       "at",          "near",  "around", "mr",    "mrs",
                                "ms",       "miss",        "dr",    "sir",    "cllr",  "councillor",
                                "cllrs",    "councillors", "rev",   "pc",     "lord",  "lady",
                                "alderman", "county",      "great", "little", "north", "south",
                                "east",     "west",        "upper", "lower"};
  return words;
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == ',' || text.back() == '.')) {
    text.remove_suffix(1);
  }
  return text;
}

// Without the last word where it is a legal form; the same text where it is none.
std::string_view WithoutLegalForm(std::string_view name) {
  name = Trimmed(name);
  const std::size_t space = name.rfind(' ');
  if (space == std::string_view::npos || !IsLegalForm(name.substr(space + 1))) return name;
  return Trimmed(name.substr(0, space));
}

bool IsTelling(std::string_view word) {
  constexpr std::size_t kFewestLetters = 3;
  return word.size() >= kFewestLetters && !IsAsciiDigit(word[0]) &&
         !CommonWords().contains(AsciiLowerOf(word));
}

}  // namespace

std::string_view ShortName(std::string_view name) {
  if (name.starts_with("The ") || name.starts_with("the ")) name.remove_prefix(4);
  if (!TradingName(name).empty()) return {};
  std::string_view rest = WithoutLegalForm(name);
  if (rest == Trimmed(name)) return {};
  for (const std::string_view country : {"(UK)", " UK"}) {
    if (rest.ends_with(country)) rest = Trimmed(rest.substr(0, rest.size() - country.size()));
  }
  constexpr std::size_t kShortestName = 4;
  if (rest.size() < kShortestName) return {};
  for (std::size_t begin = 0; begin < rest.size();) {
    const std::size_t end = std::min(rest.find(' ', begin), rest.size());
    if (IsTelling(rest.substr(begin, end - begin))) return rest;
    begin = end + 1;
  }
  return {};
}

bool IsPlaceOrPerson(std::string_view before, std::string_view after) {
  return PlaceOrPersonBefore().contains(AsciiLowerOf(before)) ||
         PlaceAfter().contains(AsciiLowerOf(after));
}

}  // namespace scrutineer::extractors
