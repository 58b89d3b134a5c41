package groundplan.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One graph of a dashboard.
 *
 * @param title its title, with the unit of the values
 * @param region the region of its metrics, if it is not the dashboard's own
 * @param period the period of a data point in seconds
 * @param lines its lines
 */
record Widget(String title, Optional<String> region, int period, List<Line> lines) {
    private static final int MINUTE = 60;
    private static final int DAY = 24 * 60 * MINUTE;

    /** A metric, or an expression over metrics of the same graph. */
    record Line(List<Object> target, Map<String, Object> options) {
        /** A metric. */
        static Line of(Metric metric, String label) {
            return new Line(metric.line(), Map.of("stat", metric.statistic(), "label", label));
        }

        /** A metric that is not drawn, for expressions. */
        static Line hidden(String id, Metric metric) {
            return new Line(metric.line(), Map.of("stat", metric.statistic(), "id", id, "visible", false));
        }

        /** An expression. */
        static Line formula(String id, String formula, String label, boolean visible) {
            return new Line(List.of(), Map.of("expression", formula, "id", id, "label", label, "visible", visible));
        }

        List<Object> json() {
            List<Object> json = new ArrayList<>(target);
            json.add(new TreeMap<>(options));
            return json;
        }
    }

    /** A graph of lines with one data point per minute. */
    static Widget graph(String title, List<Line> lines) {
        return new Widget(title, Optional.empty(), MINUTE, lines);
    }

    /** The same, for metrics of a given region. */
    static Widget graph(String title, String region, List<Line> lines) {
        return new Widget(title, Optional.of(region), MINUTE, lines);
    }

    /** Such graphs by title; those without lines are left out. */
    static List<Widget> graphs(Map<String, List<Line>> byTitle) {
        List<Widget> graphs = new ArrayList<>();
        byTitle.forEach((title, lines) -> {
            if (!lines.isEmpty()) {
                graphs.add(graph(title, lines));
            }
        });
        return graphs;
    }

    /** A graph of a month, with one data point per day. */
    static Widget daily(String title, Optional<String> region, List<Line> lines) {
        return new Widget(title, region, DAY, lines);
    }

    private boolean daily() {
        return period == DAY;
    }

    Map<String, Object> properties(String home) {
        Map<String, Object> properties = new TreeMap<>(Map.of(
                "title",
                title,
                "region",
                region.orElse(home),
                "period",
                period,
                "view",
                "timeSeries",
                "metrics",
                lines.stream().map(Line::json).toList(),
                "yAxis",
                Map.of("left", Map.of("min", 0))));
        if (daily()) {
            properties.put("start", "-P31D");
        }
        return properties;
    }
}
