/**
 * What an environment looks like: places inside each other, what stands in them, and what leads where. It is read off
 * the units'
 * Terraform documents, references followed through the outputs of other units, and off nothing else; so it shows what
 * will be
 * made. How that is drawn is not known here.
 */
package groundplan.diagram;
