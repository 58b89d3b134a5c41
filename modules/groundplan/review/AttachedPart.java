package groundplan.review;

import java.util.Optional;

/**
 * A part of an object that exists and is a resource of no state.
 *
 * @param holder the object
 * @param attribute the attribute of the object in which the provider lists the part
 * @param identity what identifies it among others there; empty if there can be only one
 * @param text its text; empty if it is not shown
 */
public record AttachedPart(
        RefreshedResource holder, String attribute, Optional<String> identity, Optional<String> text) {}
