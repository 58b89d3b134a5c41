/**
 * A web application at Amplify Hosting: the app, its branch, its rewrites. Reads nothing; publishes the app and the host of
 * its branch, for a distribution in front and for the jobs that deploy to it.
 */
package groundplan.amplify;
