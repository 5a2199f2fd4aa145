package api

// Service is a group of operations that one Lambda function serves.
type Service string

// The services.
const (
	ServiceSignUp       Service = "signup"
	ServiceConfirmEmail Service = "confirmemail"
	ServiceLogin        Service = "login" // and refresh, sign-out, forgotten passwords
	ServiceAddPhoto     Service = "addphoto"
	ServiceGetPhoto     Service = "getphoto"
	ServiceGetPhotos    Service = "getphotos" // and albums
	ServiceEditPhoto    Service = "editphoto" // and restore
	ServiceDeletePhoto  Service = "deletephoto"
	ServiceSearch       Service = "search" // and suggestions
	ServiceMe           Service = "me"     // what is a person's own: settings, links, connecting
	ServiceGalleries    Service = "galleries"
	ServiceShares       Service = "shares"
	ServiceDocument     Service = "document" // the description of all
)

// Services are all of them.
func Services() []Service {
	return []Service{ServiceSignUp, ServiceConfirmEmail, ServiceLogin, ServiceAddPhoto, ServiceGetPhoto, ServiceGetPhotos, ServiceEditPhoto, ServiceDeletePhoto, ServiceSearch, ServiceMe, ServiceGalleries, ServiceShares, ServiceDocument}
}

// lacks names what a service needs and the Config has not; "" is nothing.
func (c Config) lacks(s Service) string {
	has := map[string]bool{"an Issuer": c.Issuer != nil, "Blobs": c.Blobs != nil, "an Understander": c.Understander != nil, "a PublicURL": c.PublicURL != ""}
	for _, part := range needs(s) {
		if !has[part] {
			return part
		}
	}
	return ""
}

// needs says what a service takes beside what all take.
func needs(s Service) []string {
	switch s {
	case ServiceSignUp, ServiceConfirmEmail, ServiceLogin:
		return []string{"an Issuer"}
	case ServiceMe:
		return []string{"an Issuer", "Blobs"} // deleting an account
	case ServiceAddPhoto, ServiceDeletePhoto:
		return []string{"Blobs"}
	case ServiceGalleries:
		return []string{"Blobs", "a PublicURL"}
	case ServiceSearch:
		return []string{"an Understander"}
	case ServiceShares:
		return []string{"an Understander", "a PublicURL"}
	case ServiceGetPhoto, ServiceGetPhotos, ServiceEditPhoto, ServiceDocument:
	}
	return nil
}
