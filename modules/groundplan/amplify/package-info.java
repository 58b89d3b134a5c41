/**
 * A web application in Amplify Hosting: the app, its branch, its rewrites. Reads nothing. Its outputs are the app and
 * the host name of its branch, for a distribution in front of it and for the jobs that deploy to it.
 */
package groundplan.amplify;
