#include "pipeline/cli/series_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kBarCells = 50;

// What a bar shows: the mentions asked for, or the pages where none are.
std::int64_t BarOf(const corpus::Series& series, const corpus::SeriesPoint& point) {
  return series.counts_mentions ? point.mentions : point.pages;
}

std::string_view BarUnit(const corpus::Series& series) {
  return series.counts_mentions ? "mentions" : "pages";
}

std::string_view UnitName(corpus::SeriesUnit unit) {
  switch (unit) {
    case corpus::SeriesUnit::kMonth:
      return "month";
    case corpus::SeriesUnit::kQuarter:
      return "quarter";
    case corpus::SeriesUnit::kYear:
      return "year";
  }
  return "month";
}

std::int64_t LargestBar(const corpus::Series& series) {
  std::int64_t largest = 0;
  for (const auto& point : series.points) largest = std::max(largest, BarOf(series, point));
  return largest;
}

// In eighths of a cell, as block characters have them; what is not nothing is seen.
std::string TextBar(std::int64_t value, std::int64_t largest) {
  constexpr std::string_view kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (value == 0) return {};
  const std::int64_t eighths = std::max<std::int64_t>(1, value * kBarCells * 8 / largest);
  std::string bar;
  for (std::int64_t i = 0; i < eighths / 8; ++i) bar += "█";
  return bar.append(kEighths[eighths % 8]);
}

void PrintSeriesText(const corpus::Series& series) {
  const std::int64_t largest = LargestBar(series);
  if (!series.points.empty()) {
    PrintLine(fmt::format("{} by {} of the meeting", BarUnit(series), UnitName(series.unit)));
  }
  for (const corpus::SeriesPoint& point : series.points) {
    const std::int64_t value = BarOf(series, point);
    const std::string bar = TextBar(value, largest);
    PrintLine(fmt::format("{}  {:>7}{}{}", PointName(point, series.unit), Grouped(value),
                          bar.empty() ? "" : "  ", bar));
  }
  if (series.total == 0) {
    PrintLine("No page was found.");
    return;
  }
  PrintLine(fmt::format("{} found.", Counted(series.total, "page")));
  if (series.undated > 0) {
    PrintLine(fmt::format("Not shown: {} of papers whose date is unknown.",
                          Counted(series.undated, "page")));
  }
}

Json PointJson(const corpus::Series& series, const corpus::SeriesPoint& point) {
  Json json;
  json[std::string(UnitName(series.unit))] = PointName(point, series.unit);
  json["pages"] = point.pages;
  json["papers"] = point.papers;
  if (series.counts_mentions) json["mentions"] = point.mentions;
  return json;
}

void PrintSeriesCsv(const corpus::Series& series) {
  PrintCsvLine({std::string(UnitName(series.unit)), "pages", "papers", "mentions"});
  for (const corpus::SeriesPoint& point : series.points) {
    PrintCsvLine({PointName(point, series.unit), std::to_string(point.pages),
                  std::to_string(point.papers),
                  series.counts_mentions ? std::to_string(point.mentions) : ""});
  }
}

std::string XmlText(std::string_view text) {
  std::string out;
  for (const char c : Printable(text)) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out.push_back(c);
    }
  }
  return out;
}

// 1, 2 or 5 times a power of ten: no more than four lines across the chart.
std::int64_t GridStep(std::int64_t largest) {
  std::int64_t step = 1;
  while (true) {
    for (const std::int64_t factor : {1, 2, 5}) {
      if (largest <= 4 * step * factor) return step * factor;
    }
    step *= 10;
  }
}

// The chart's measures, in pixels.
struct Chart {
  static constexpr int kLeft = 60, kRight = 20, kTop = 50, kBottom = 40, kHeight = 300;
  int width = 0;
  int plot_width = 0;
  double slot = 0;  // of one bar with its gap
  std::int64_t highest = 0;
  int plot_height() const { return kHeight - kTop - kBottom; }
  double YOf(std::int64_t value) const {
    return kTop + plot_height() * (1.0 - static_cast<double>(value) / static_cast<double>(highest));
  }
};

Chart ChartOf(const corpus::Series& series) {
  constexpr int kNarrowest = 600;
  constexpr int kWidest = 2400;
  constexpr int kPreferredSlot = 14;
  Chart chart;
  const auto bars = static_cast<int>(std::max<std::size_t>(series.points.size(), 1));
  chart.plot_width = std::clamp(bars * kPreferredSlot, kNarrowest, kWidest);
  chart.width = chart.plot_width + Chart::kLeft + Chart::kRight;
  chart.slot = static_cast<double>(chart.plot_width) / bars;
  chart.highest = std::max<std::int64_t>(LargestBar(series), 1);
  return chart;
}

void AddGrid(const Chart& chart, std::string& svg) {
  const std::int64_t step = GridStep(chart.highest);
  for (std::int64_t value = 0; value <= chart.highest; value += step) {
    const double y = chart.YOf(value);
    svg += fmt::format("<line x1=\"{}\" y1=\"{:.1f}\" x2=\"{}\" y2=\"{:.1f}\" stroke=\"#ccc\"/>\n",
                       Chart::kLeft, y, chart.width - Chart::kRight, y);
    svg += fmt::format("<text x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n",
                       Chart::kLeft - 6, y + 4, Grouped(value));
  }
}

void AddBars(const corpus::Series& series, const Chart& chart, std::string& svg) {
  constexpr double kLabelWidth = 60;
  const auto every = static_cast<std::size_t>(kLabelWidth / chart.slot) + 1;
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    const corpus::SeriesPoint& point = series.points[i];
    const std::int64_t value = BarOf(series, point);
    const double x = Chart::kLeft + chart.slot * static_cast<double>(i);
    const double y = chart.YOf(value);
    const std::string name = PointName(point, series.unit);
    svg += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"#0072b2\">"
        "<title>{}: {} {}</title></rect>\n",
        x + chart.slot * 0.1, y, chart.slot * 0.8, chart.YOf(0) - y, name, value, BarUnit(series));
    if (i % every != 0) continue;
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
                       x + chart.slot / 2, Chart::kHeight - Chart::kBottom + 18, name);
  }
}

}  // namespace

std::string PointName(const corpus::SeriesPoint& point, corpus::SeriesUnit unit) {
  const auto year = static_cast<int>(point.first_day.year());
  const auto month = static_cast<unsigned>(point.first_day.month());
  switch (unit) {
    case corpus::SeriesUnit::kMonth:
      return fmt::format("{:04}-{:02}", year, month);
    case corpus::SeriesUnit::kQuarter:
      return fmt::format("{:04}-Q{}", year, (month + 2) / 3);
    case corpus::SeriesUnit::kYear:
      break;
  }
  return fmt::format("{:04}", year);
}

void PrintSeries(const corpus::Series& series, Format format) {
  if (format == Format::kText) return PrintSeriesText(series);
  if (format == Format::kCsv) return PrintSeriesCsv(series);
  if (format == Format::kJsonLines) {
    for (const auto& point : series.points) PrintJson(PointJson(series, point), format);
    return;
  }
  Json json;
  json["unit"] = UnitName(series.unit);
  json["total"] = series.total;
  json["undated"] = series.undated;
  json["points"] = Json::array();
  for (const auto& point : series.points) json["points"].push_back(PointJson(series, point));
  PrintJson(json, format);
}

std::string SeriesSvg(const corpus::Series& series, std::string_view query) {
  const Chart chart = ChartOf(series);
  const std::string title = fmt::format("{} by {}{}{}", BarUnit(series), UnitName(series.unit),
                                        query.empty() ? "" : ": ", query);
  std::string description = fmt::format("{} pages found", series.total);
  if (series.undated > 0) description += fmt::format(", {} of them undated", series.undated);
  for (const auto& point : series.points) {
    description += fmt::format("; {}: {}", PointName(point, series.unit), BarOf(series, point));
  }
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} "
      "{1}\""
      " role=\"img\" aria-labelledby=\"title description\" font-family=\"sans-serif\""
      " font-size=\"12\">\n<title id=\"title\">{2}</title>\n<desc id=\"description\">{3}</desc>\n"
      "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n"
      "<text x=\"{4}\" y=\"28\" font-size=\"15\">{2}</text>\n",
      chart.width, Chart::kHeight, XmlText(title), XmlText(description), Chart::kLeft);
  AddGrid(chart, svg);
  AddBars(series, chart, svg);
  return svg + "</svg>\n";
}

}  // namespace scrutineer::cli
