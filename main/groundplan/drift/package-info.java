/** What somebody changed outside: found, held against what is known, and told. */
package groundplan.drift;
