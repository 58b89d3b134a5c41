/** Reads the settings files: YAML to immutable records, layer by layer, with every value traceable to its line. */
package groundplan.settings;
