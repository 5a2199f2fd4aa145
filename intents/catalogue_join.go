package intents

// joining are the intents about who is asking, and whose photos are shown.
func joining() []Intent {
	return []Intent{
		{
			Name:    SignIn,
			Alexa:   "ConnectIntent",
			Summary: "Connect with your own photos",
			Example: "connect",
			Samples: []string{
				"connect", "connect me", "connect my account", "connect my photos", "link my account", "sign in", "sign me in", "log in", "log me in",
			},
		},
		{
			Name:    WhoAmI,
			Alexa:   "WhoAmIIntent",
			Summary: "Say who you are here, and whose photos you see",
			Example: "whoami",
			Samples: []string{
				"whoami", "who am i", "whose photos are these", "whose photos do i see", "which gallery is this", "what gallery is this",
				"which gallery am i using", "which galleries are there", "which galleries do i have", "list galleries", "my galleries",
			},
		},
		{
			Name:    UseGallery,
			Alexa:   "UseGalleryIntent",
			Summary: "Use another of your galleries",
			Example: "use family",
			Slots:   []Slot{gallerySlot()},
			Samples: []string{
				"use {gallery}", "use the gallery {gallery}", "switch to {gallery}", "switch to the gallery {gallery}",
				"change to the gallery {gallery}", "use another gallery", "switch galleries", "change galleries",
			},
		},
		{
			Name:    Disconnect,
			Alexa:   "DisconnectIntent",
			Summary: "Forget here who you are",
			Example: "disconnect",
			Samples: []string{"disconnect", "disconnect me", "disconnect my account", "unlink my account", "sign out", "sign me out", "log out", "log me out"},
		},
		{
			Name:    Digest,
			Summary: "Post the photos of this day here each morning",
			Example: "digest on 8:00",
			Samples: []string{
				"digest", "the digest", "my digest", "the daily digest", "my daily digest", "digest on", "digest off", "turn on the digest", "turn off the digest",
				"turn the digest on", "turn the digest off", "start the digest", "stop the digest", "end the digest", "send me a digest", "send me a daily digest",
				"send me the digest every day", "send me a digest every morning", "digest every morning", "digest every day", "digest on weekdays",
			},
		},
	}
}
