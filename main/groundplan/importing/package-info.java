/** Things that exist already, and the addresses at which an environment takes them over. */
package groundplan.importing;
