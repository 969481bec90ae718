/** What the tests of the email service share. */
package dev.hookline.email.testing;
