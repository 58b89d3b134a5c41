package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The routes of a route table, each by its destination. */
final class Routes {
    private Routes() {}

    /** The routes that somebody created: not the one inside the network, nor those of gateway endpoints. */
    static Set<String> of(JsonNode table) {
        Set<String> found = new TreeSet<>();
        table.path("route").forEach(route -> {
            String gateway = route.path("gateway_id").asText("");
            String endpoint = route.path("vpc_endpoint_id").asText("");
            boolean ofAnEndpoint = (gateway.startsWith("vpce-") || endpoint.startsWith("vpce-"))
                    && !route.path("destination_prefix_list_id").asText("").isEmpty();
            if (!gateway.equals("local") && !ofAnEndpoint) {
                found.add(destination(route, ""));
            }
        });
        return found;
    }

    /** @param prefix what the names of the attributes begin with, apart from that of a prefix list */
    static String destination(JsonNode route, String prefix) {
        for (String name : List.of(prefix + "cidr_block", prefix + "ipv6_cidr_block", "destination_prefix_list_id")) {
            String destination = route.path(name).asText("");
            if (!destination.isEmpty() && !destination.equals("null")) {
                return destination;
            }
        }
        return "";
    }
}
