/** What all packages below share: how bad input is reported. */
package org.flux4j;
