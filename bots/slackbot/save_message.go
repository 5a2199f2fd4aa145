package slackbot

import (
	"slices"

	"shoebox/shared/fault"
)

// offeredFile is a file of a message, as far as it is read.
type offeredFile struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Title    string `json:"title"`
	Mimetype string `json:"mimetype"`
	Mode     string `json:"mode"`
	External bool   `json:"is_external"`
	Access   string `json:"file_access"`
}

// saveable are the types of pictures that are offered to be saved. Which of them can
// be read is for who reads them.
var saveable = []string{"image/png", "image/jpeg", "image/gif", "image/webp", "image/heic", "image/heif", "image/tiff"}

// isPicture reports whether it is a picture that can be had.
func (f offeredFile) isPicture() bool {
	return f.there() && slices.Contains(saveable, f.Mimetype)
}

// there reports whether the file lies in Slack: not elsewhere, and not gone.
func (f offeredFile) there() bool {
	gone := f.Mode == "tombstone" || f.Mode == "hidden_by_limit" || f.Access == "access_denied" || f.Access == "file_not_found"
	return fileID().MatchString(f.ID) && !f.External && f.Mode != "external" && !gone
}

// hidden reports whether Slack says what the file is only when it is asked: so it is
// where several workspaces share a channel.
func (f offeredFile) hidden() bool {
	return f.Access == "check_file_info" && fileID().MatchString(f.ID)
}

// maxPictures is the most pictures of one message that a form offers: as many as Slack
// has boxes to tick in one list.
const maxPictures = 10

// offeredMessage is the message that a shortcut was chosen for.
type offeredMessage struct {
	TS    string        `json:"ts"`
	Files []offeredFile `json:"files"`
}

// message reads the message of a message_action.
func (in interaction) message() (offeredMessage, error) {
	var of struct {
		Message offeredMessage `json:"message"`
	}
	if err := in.read(&of); err != nil {
		return offeredMessage{}, err
	}
	if in.User.ID == "" {
		return offeredMessage{}, fault.New("slackbot.message", fault.Invalid, "nobody who asks")
	}
	return of.Message, nil
}

// pictures are those of a message's files that can be saved, each once.
func (m offeredMessage) pictures() []offeredFile {
	var all []offeredFile
	for _, f := range m.Files {
		known := slices.ContainsFunc(all, func(o offeredFile) bool { return o.ID == f.ID })
		if f.isPicture() && !known {
			all = append(all, f)
		}
	}
	return all
}
