/**
 * A model of an environment's diagram: nested boxes, their elements, and the connections between them. It is derived
 * from the units' Terraform documents only, following references through the outputs of other units, so it shows what
 * will be created. It is independent of how the diagram is drawn.
 */
package groundplan.diagram;
