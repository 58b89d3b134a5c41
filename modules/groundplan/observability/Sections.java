package groundplan.observability;

import java.util.List;

/**
 * The sections of dashboards.
 *
 * @param overall graphs with an overview
 * @param details graphs of one kind of resource
 */
record Sections(Graphs overall, DetailGraphs details) {
    /** A dashboard with some of them. */
    Dashboard page(String region, List<String> wanted) {
        Dashboard page = new Dashboard(region);
        wanted.forEach(section -> {
            switch (section) {
                case "application" -> page.section("Application", overall.application());
                case "infrastructure" -> page.section("Infrastructure", overall.infrastructure());
                case "cost" -> page.section("Cost", overall.cost());
                case "services" -> page.section("Services", details.services());
                case "functions" -> page.section("Functions", details.functions());
                case "databases" -> page.section("Databases", details.databases());
                case "caches" -> page.section("Caches", details.caches());
                case "edge" -> page.section("Edge", details.edge());
                case "security" -> page.section("Security", details.security());
                default -> throw new IllegalArgumentException("no section " + section);
            }
        });
        return page;
    }
}
