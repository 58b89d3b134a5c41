package groundplan.diagram;

import java.util.List;

/**
 * What leads from one to another.
 *
 * @param from id of an element or a box; of a box when all that stands in it is meant
 * @param to id of an element or a box
 * @param flow what it carries
 * @param labels what is said of it, a line each
 */
public record Edge(String from, String to, Flow flow, List<String> labels) {}
