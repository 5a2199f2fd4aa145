package main_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shoebox/shared/blob/blobtest"
)

// visitor is who looks at the page of a server on this machine.
type visitor struct {
	*served
	t      *testing.T
	access string
}

// visit signs in as the page does.
func visit(t *testing.T, s *served) visitor {
	t.Helper()
	v := visitor{s, t, ""}
	var session struct{ Access string }
	v.ask(http.MethodPost, "/api/session/demo", "", http.StatusOK, &session)
	v.access = session.Access
	return v
}

// ask puts a request to the server, whose answer it reads into one.
func (v visitor) ask(method, path, body string, want int, answer any) {
	v.t.Helper()
	status, said := v.do(v.t, method, path, map[string]string{"Authorization": "Bearer " + v.access, "Content-Type": "application/json"}, body)
	if err := json.Unmarshal([]byte(said), answer); status != want || err != nil {
		v.t.Fatalf("%s %s: got %d, %v, want %d: %s", method, path, status, err, want, said)
	}
}

// upload uploads a JPEG and waits until it is over.
func (v visitor) upload(data []byte) (state string) {
	v.t.Helper()
	var u struct {
		ID, State string
		Put       struct {
			URL     string
			Headers map[string]string
		}
	}
	v.ask(http.MethodPost, "/api/uploads", fmt.Sprintf(`{"name":"lake.jpg","type":"image/jpeg","size":%d,"sha256":"%x"}`, len(data), sha256.Sum256(data)), http.StatusCreated, &u)
	if status, said := v.do(v.t, http.MethodPut, u.Put.URL[len(v.base):], u.Put.Headers, string(data)); status != http.StatusOK {
		v.t.Fatalf("got %d, want the file put: %s", status, said)
	}
	for range 600 {
		v.ask(http.MethodGet, "/api/uploads/"+u.ID, "", http.StatusOK, &u)
		if u.State == "ready" || u.State == "refused" {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	return u.State
}

func TestWhoUploadsDoesNotWaitForWhatSomebodyCopies(t *testing.T) {
	const many = 400
	dir := t.TempDir()
	door := filepath.Join(dir, "blobs", "inbox", "home")
	if err := os.MkdirAll(door, 0o700); err != nil {
		t.Fatal(err)
	}
	taken := time.Now().Add(-time.Hour) // as of what is moved here whole
	for n := range many {
		path := filepath.Join(door, fmt.Sprint(n, ".jpg"))
		err := os.WriteFile(path, fmt.Append(blobtest.Picture(t, 10), n), 0o600)
		if err == nil {
			err = os.Chtimes(path, taken, taken)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	s := serve(t, "--empty", "--data", dir)
	v := visit(t, s)
	waiting := func() int { return len(files(t, door, "")) }
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline) && waiting() == many; {
		time.Sleep(50 * time.Millisecond) // they rest for four seconds
	}
	if waiting() == many {
		t.Fatalf("none of them was taken: %s", s.log)
	}
	state := v.upload(blobtest.Picture(t, 200))
	if left := waiting(); state != "ready" || left < many/2 {
		t.Errorf("got it %q with %d of %d still to do, want it ready before most of them", state, left, many)
	}
	if code := s.ended(t); code != 0 {
		t.Errorf("got exit %d, want 0: %s", code, s.log)
	}
}
