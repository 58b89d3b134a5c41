/** Compares values and the documents inside strings: by their structure, and without showing a secret. */
package groundplan.difference;
