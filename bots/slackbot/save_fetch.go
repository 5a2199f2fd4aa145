package slackbot

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
)

// MaxDownload is the largest picture that is fetched, in bytes.
const MaxDownload = 64 << 20

// Downloads fetch pictures that lie in Slack.
type Downloads struct {
	Tokens Tokens
	APIURL string       // of the Web API; "" is Slack's own
	Client *http.Client // redirects are never followed
}

// Download is a picture that was fetched.
type Download struct {
	Name    string    // of the file
	Created time.Time // in Slack
	Data    []byte
}

// Fetch gets a picture. Errors as [Saver] has them.
func (d Downloads) Fetch(ctx context.Context, w install.Workspace, id string) (Download, error) {
	const op = "slackbot.Fetch"
	token, err := d.Tokens.Token(ctx, w)
	if err != nil {
		return Download{}, fault.Wrap(op, err)
	}
	if d.APIURL == "" {
		d.APIURL = slack.APIURL
	}
	client := slack.New(token, slack.OptionHTTPClient(bounded{d.Client}), slack.OptionAPIURL(d.APIURL))
	info, _, _, err := client.GetFileInfoContext(ctx, id, 0, 0)
	if err != nil {
		return Download{}, unseen(op, apiFault(op, err))
	}
	if err := fetchable(info); err != nil {
		return Download{}, fault.Wrap(op, err)
	}
	from := info.URLPrivateDownload
	if from == "" {
		from = info.URLPrivate
	}
	data, err := d.get(ctx, from, token)
	if err != nil {
		return Download{}, fault.Wrap(op, err)
	}
	return Download{Name: info.Name, Created: info.Created.Time(), Data: data}, nil
}

// unseen takes whatever keeps a file from us for its not being there: Slack has many
// words for that, and people have one way on. That our own token is not good is
// nothing they can mend.
func unseen(op string, err error) error {
	switch fault.Of(err) { //nolint:exhaustive // the others mean what they say
	case fault.Denied:
		return fault.As(op, fault.NotFound, err)
	case fault.Unauthenticated:
		return fault.As(op, fault.Unavailable, err)
	}
	return err
}

// fetchable says why a file can't be had.
func fetchable(f *slack.File) error {
	const op = "slackbot.fetchable"
	o := offeredFile{ID: f.ID, Mimetype: f.Mimetype, Mode: f.Mode, External: f.IsExternal, Access: f.FileAccess}
	switch {
	case o.External || o.Mode == "external":
		return fault.New(op, fault.Invalid, "it lies outside of Slack")
	case !o.there():
		return fault.New(op, fault.NotFound, "the file is gone")
	case !o.isPicture():
		return fault.New(op, fault.Invalid, "it is not a picture")
	case f.Size > MaxDownload:
		return fault.New(op, fault.TooLarge, "it is larger than 64 MB")
	}
	return nil
}

// get fetches the bytes of a picture.
func (d Downloads) get(ctx context.Context, from, token string) ([]byte, error) {
	const op = "slackbot.get"
	if !goodFileURL(from) {
		return nil, fault.New(op, fault.Invalid, "it lies outside of Slack")
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return nil, fault.New(op, fault.Invalid, "it lies outside of Slack")
	}
	req.Header.Set("Authorization", "Bearer "+token)
	// Whoever a redirect leads to would get the token.
	client := *d.Client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := client.Do(req)
	if err != nil {
		return nil, lost(op, err)
	}
	defer resp.Body.Close() //nolint:errcheck // it was only read
	if err := refusedFile(resp); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, MaxDownload+1))
	switch {
	case err != nil:
		return nil, lost(op, err)
	case len(data) > MaxDownload:
		return nil, fault.New(op, fault.TooLarge, "it is larger than 64 MB")
	case !pictureBytes(data):
		return nil, fault.New(op, fault.Invalid, "it is not a picture")
	}
	return data, nil
}

// lost says what an answer that did not come means. The error of net/http holds the
// URL, and stays out of it.
func lost(op string, err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fault.New(op, fault.Timeout, "no answer in time")
	}
	return fault.New(op, fault.Unavailable, "no connection")
}

// refusedFile says what an answer without a picture means. Who may not see a file is
// shown Slack's page to log in, as if all were well.
func refusedFile(resp *http.Response) error {
	const op = "slackbot.get"
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")) // what can't be read is ""
	switch status := resp.StatusCode; {
	case status == http.StatusTooManyRequests:
		return fault.New(op, fault.Throttled, "Slack wants us to wait")
	case status >= http.StatusInternalServerError:
		return fault.New(op, fault.Unavailable, "Slack can't give it now")
	case status != http.StatusOK || kind == "text/html":
		return fault.New(op, fault.NotFound, "Slack does not let us see it")
	case !strings.HasPrefix(kind, "image/") && kind != "application/octet-stream" && kind != "binary/octet-stream":
		return fault.New(op, fault.Invalid, "it is not a picture")
	}
	return nil
}

// goodFileURL reports whether the token may be shown to who is at a URL.
func goodFileURL(raw string) bool {
	u, err := url.Parse(raw)
	return err == nil && len(raw) <= maxURL && u.Scheme == "https" && u.User == nil && u.Opaque == "" && u.Port() == "" &&
		strings.HasSuffix(u.Host, ".slack.com")
}

// pictureBytes reports whether a file begins as the pictures do that are offered to be
// saved.
func pictureBytes(data []byte) bool {
	for _, magic := range []string{"\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "GIF87a", "GIF89a", "II*\x00", "MM\x00*"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	if len(data) < 12 {
		return false
	}
	switch string(data[4:8]) {
	case "ftyp":
		brand := string(data[8:12])
		return strings.HasPrefix(brand, "he") || brand == "mif1" || brand == "msf1"
	}
	return string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP"
}
