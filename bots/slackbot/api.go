package slackbot

import (
	"context"
	"errors"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
)

// maxAPIAnswer is the longest answer of the Web API that is read, in bytes.
const maxAPIAnswer = 4 << 20

// api gives a client of the Web API for a workspace. NotFound where the app is not
// installed. What its methods fail with goes through apiFault.
func (b *Bot) api(ctx context.Context, w install.Workspace) (*slack.Client, error) {
	const op = "slackbot.api"
	if b.Tokens == nil {
		return nil, fault.New(op, fault.NotFound, "no tokens are kept")
	}
	token, err := b.Tokens.Token(ctx, w)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	return slack.New(token, slack.OptionHTTPClient(bounded{b.Client}), slack.OptionAPIURL(b.APIURL)), nil
}

// apiError says what the Web API refused with.
type apiError struct {
	word    string        // Slack's own: "channel_not_found"; "" when no answer came
	after   time.Duration // when Slack wants the next attempt; 0 is not said
	picture bool          // it could not fetch a picture of the message
}

func (e *apiError) Error() string {
	if e.word == "" {
		return "Slack gave no answer that can be read"
	}
	return "Slack said " + e.word
}

// apiFault says what an error of slack-go's client means. What Slack quotes of the
// request, and the URL of an error of net/http, stay out of it.
func apiFault(op string, err error) error {
	if err == nil {
		return nil
	}
	if said, ok := errors.AsType[slack.SlackErrorResponse](err); ok {
		e := &apiError{word: apiWord(said.Err), picture: pictureWords(said)}
		return fault.As(op, apiKind(e.word), e)
	}
	if limited, ok := errors.AsType[*slack.RateLimitedError](err); ok {
		return fault.As(op, fault.Throttled, &apiError{word: "ratelimited", after: limited.RetryAfter})
	}
	if status, ok := errors.AsType[slack.StatusCodeError](err); ok {
		kind := fault.Unavailable
		if status.Code == http.StatusTooManyRequests {
			kind = fault.Throttled
		}
		return fault.As(op, kind, &apiError{word: "status_" + strconv.Itoa(status.Code)})
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fault.New(op, fault.Timeout, "no answer in time")
	case errors.Is(err, context.Canceled):
		return fault.New(op, fault.Canceled, "given up")
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return fault.Wrap(op, err)
	}
	return fault.As(op, fault.Unavailable, &apiError{})
}

// apiKind says what Slack's words mean. One nobody knows is taken for an outage: a
// new word must not lose what could have been done later.
func apiKind(word string) fault.Kind {
	switch word {
	case "ratelimited", "rate_limited", "message_limit_exceeded":
		return fault.Throttled
	case "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "user_not_authed":
		return fault.Unauthenticated
	case "not_in_channel", "is_archived", "missing_scope", "no_permission", "restricted_action", "ekm_access_denied",
		"access_denied", "cannot_reply_to_message", "messages_tab_disabled", "not_allowed_token_type", "not_enabled",
		"restricted_action_read_only_channel", "restricted_action_thread_locked", "restricted_action_thread_only_channel",
		"team_access_not_granted", "org_login_required", "cannot_dm_bot", "user_not_in_channel", "cannot_unfurl_url":
		return fault.Denied
	case "channel_not_found", "message_not_found", "user_not_found", "users_not_found", "file_not_found", "file_deleted",
		"thread_not_found", "view_not_found", "not_found", "team_not_found":
		return fault.NotFound
	case "expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired", "trigger_exchanged", "edit_window_closed":
		return fault.Stale
	case "hash_conflict", "duplicate_external_id", "duplicate_message_not_allowed":
		return fault.Conflict
	case "msg_too_long", "msg_blocks_too_long", "view_too_large":
		return fault.TooLarge
	case "invalid_blocks", "invalid_blocks_format", "invalid_arguments", "invalid_arg_name", "invalid_form_data", "invalid_json",
		"no_text", "too_many_attachments", "push_limit_reached", "missing_post_type", "missing_argument", "method_not_supported_for_channel_type",
		"cannot_find_service", "cannot_parse_attachment", "invalid_unfurls_format", "unknown_method", "user_disabled":
		return fault.Invalid
	}
	return fault.Unavailable
}

// apiWords are what Slack's errors look like.
var apiWords = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[a-z0-9_]{1,60}$`)
})

// apiWord lets through what is one of Slack's words and no more.
func apiWord(said string) string {
	if !apiWords().MatchString(said) {
		return "something_else"
	}
	return said
}

// pictureWords reports whether Slack refused blocks, as it does where it could not
// fetch a picture. Of a view it says invalid_arguments, and of what only beside it.
func pictureWords(said slack.SlackErrorResponse) bool {
	switch said.Err {
	case "invalid_blocks", "invalid_blocks_format":
		return true
	case "invalid_arguments":
		about := slices.Clone(said.ResponseMetadata.Messages)
		for _, e := range said.Errors {
			if e.Message != nil {
				about = append(about, *e.Message)
			}
		}
		return slices.ContainsFunc(about, func(words string) bool {
			words = strings.ToLower(words)
			return strings.Contains(words, "downloading image") || strings.Contains(words, "slack file") || strings.Contains(words, "slack_file")
		})
	}
	return false
}

// bounded reads no more of an answer than there should be.
type bounded struct{ client *http.Client }

// Do sends a request.
func (c bounded) Do(req *http.Request) (*http.Response, error) {
	resp, err := c.client.Do(req)
	if err != nil {
		return nil, err
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, maxAPIAnswer), resp.Body}
	return resp, nil
}
