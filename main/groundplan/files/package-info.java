/** Writes files, and says which one could not be written. */
package groundplan.files;
