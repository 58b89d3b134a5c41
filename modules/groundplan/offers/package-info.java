/**
 * What AWS offers for something new: versions of engines, classes and types of instances by region, runtimes, task sizes. The tables are
 * data that others keep, written by {@code tools/offers.py} and {@code tools/cdk.py}; each is read when it is first asked for.
 */
package groundplan.offers;
