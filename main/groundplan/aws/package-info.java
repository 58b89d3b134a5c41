/** Access to AWS: clients, the role that a command assumes, and the emulator's endpoint. */
package groundplan.aws;
