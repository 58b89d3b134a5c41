package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource of the states, as a refresh found it.
 *
 * @param address its address, which is unique
 * @param type its type
 * @param values its attributes
 */
public record RefreshedResource(String address, String type, JsonNode values) {}
