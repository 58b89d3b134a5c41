package groundplan.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.hashicorp.cdktf.providers.aws.cloudwatch_dashboard.CloudwatchDashboard;
import groundplan.kernel.Name;
import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A dashboard: sections of graphs, two in a row. One dashboard is cheaper than three, and easier to use during an
 * incident.
 */
final class Dashboard {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final int WIDTH = 24;
    private static final int HEIGHT = 6;

    private final List<Map<String, Object>> widgets = new ArrayList<>();
    private final String region;
    private int row;

    Dashboard(String region) {
        this.region = region;
    }

    /** Adds a section; nothing when it has no graphs. */
    void section(String title, List<Widget> graphs) {
        if (graphs.isEmpty()) {
            return;
        }
        widget("text", 0, WIDTH, 1, Map.of("markdown", "# " + title));
        row++;
        for (int i = 0; i < graphs.size(); i++) {
            widget("metric", i % 2 * WIDTH / 2, WIDTH / 2, HEIGHT, graphs.get(i).properties(region));
            if (i % 2 == 1 || i == graphs.size() - 1) {
                row += HEIGHT;
            }
        }
    }

    private void widget(String type, int x, int width, int height, Map<String, Object> properties) {
        widgets.add(Map.of("type", type, "x", x, "y", row, "width", width, "height", height, "properties", properties));
    }

    /**
     * Creates {@code aws_cloudwatch_dashboard.<name>}.
     *
     * @param role its name after the system and the environment
     */
    CloudwatchDashboard create(Unit<?> unit, String name, String role) {
        return unit.add(name, (scope, id) -> CloudwatchDashboard.Builder.create(scope, id)
                .dashboardName(unit.context().wideName(role, Name.GENERAL))
                .dashboardBody(body())
                .build());
    }

    private String body() {
        try {
            return MAPPER.writeValueAsString(Map.of("widgets", widgets));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
