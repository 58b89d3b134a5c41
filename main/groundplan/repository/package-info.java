/**
 * The files that Groundplan keeps in a repository of one's own: what {@code init} writes, and what {@code init --upgrade} changes in
 * them for another version.
 */
package groundplan.repository;
