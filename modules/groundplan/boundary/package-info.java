/**
 * The permissions boundary of an environment's roles: no role can do more, whatever its own policies allow. An
 * administrator creates it with {@code groundplan bootstrap}, before all roles, and changes it in the same way: no other
 * role may. Reads nothing. With this unit every role of the environment has the boundary, and the role that applies can
 * create no other ones; without that, it could create a role with more permissions than its own. Its output is the
 * policy's ARN.
 */
package groundplan.boundary;
