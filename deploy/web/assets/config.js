// What the server says of itself, in a meta element of the page: a request less, and no
// script in the page.

/**
 * config.demo   there is a gallery to look at without an account
 * config.sample and it is the sample album
 * config.mail   mail is shown on the page, since nothing sends it
 * config.try    where the simulators of Alexa and Slack are; "" is nowhere
 * config.icon   the picture of a shoebox
 * config.credits  a line about the sample's photographs
 */
export const config = JSON.parse(document.querySelector('meta[name="shoebox"]').content);
