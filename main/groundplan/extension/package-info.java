/** A repository's own Java code, in {@code modules/}: compiled when it has changed, loaded, and asked for its kinds. */
package groundplan.extension;
