/** How this process signs in to AWS: clients, the role that a command works with, and the emulator's endpoint. */
package groundplan.aws;
