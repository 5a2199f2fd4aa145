package api_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"shoebox/shared/api"
)

// Whatever no route of the gateway names comes to the function that describes all.
func TestAFunctionSaysWhatMayBeDoneAtThePathsOfOthers(t *testing.T) {
	w := open(t, api.ServiceDocument)
	tests := []struct {
		name, method, path string
		status             int
		allow              string
	}{
		{"a method that a path has not", http.MethodPut, "/api/photos", http.StatusMethodNotAllowed, "GET, HEAD, POST"},
		{"a method that a path with an id has not", http.MethodPost, "/api/photos/1", http.StatusMethodNotAllowed, "DELETE, GET, HEAD, PATCH"},
		{"a path that is none", http.MethodGet, "/api/nothing", http.StatusNotFound, ""},
		{"an operation of another function, which does not come here", http.MethodGet, "/api/photos", http.StatusNotFound, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := httptest.NewRecorder()
			w.handler.ServeHTTP(got, httptest.NewRequestWithContext(t.Context(), tt.method, tt.path, http.NoBody))
			if got.Code != tt.status || got.Header().Get("Allow") != tt.allow || got.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("got %d, Allow %q and %s, want %d and Allow %q", got.Code, got.Header().Get("Allow"), got.Header().Get("Content-Type"), tt.status, tt.allow)
			}
		})
	}
}
