package groundplan.diagram;

import java.util.List;

/**
 * A connection between two elements or boxes.
 *
 * @param from id of an element or a box; a box stands for all its elements
 * @param to id of an element or a box
 * @param flow the kind of connection
 * @param labels its labels, one per line
 */
public record Edge(String from, String to, Flow flow, List<String> labels) {}
