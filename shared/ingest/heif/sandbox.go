package heif

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"io"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

//go:embed heif.wasm.gz
var program []byte

// compiled is the program, ready to be run.
type compiled struct {
	runtime wazero.Runtime
	module  wazero.CompiledModule
}

// compile makes the program ready, once for all pictures. It sees no file, no clock and
// nothing of the machine.
var compile = sync.OnceValues(func() (compiled, error) {
	ctx := context.Background()
	unzipped, err := gzip.NewReader(bytes.NewReader(program))
	if err != nil {
		return compiled{}, err
	}
	wasm, err := io.ReadAll(unzipped)
	if err != nil {
		return compiled{}, err
	}
	r := wazero.NewRuntime(ctx)
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, r); err != nil {
		return compiled{}, err
	}
	m, err := r.CompileModule(ctx, wasm)
	return compiled{r, m}, err
})

// sandbox runs the decoder for one picture.
type sandbox struct {
	ctx         context.Context
	module      api.Module
	bound       *bound
	file, words uint32 // where the file lies, and what the decoder says of it
	size        int    // of the file
}

// start puts a file of a size into a sandbox that may grow to so many bytes.
func start(ctx context.Context, file io.Reader, size int, memory int64) (*sandbox, error) {
	c, err := compile()
	if err != nil {
		return nil, err
	}
	for _, m := range c.module.ExportedMemories() {
		if page := int64(1 << 16); int64(m.Min())*page > memory {
			return nil, ErrMemory
		}
	}
	s := &sandbox{ctx: ctx, bound: &bound{limit: memory}, size: size}
	ctx = experimental.WithMemoryAllocator(ctx, s.bound)
	// Without a name there may be any number at once.
	if s.module, err = c.runtime.InstantiateModule(ctx, c.module, wazero.NewModuleConfig().WithName("")); err != nil {
		s.bound.Free()
		return nil, s.why()
	}
	if err := s.load(file); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// load copies the file in.
func (s *sandbox) load(file io.Reader) (err error) {
	if s.file, err = s.reserve(s.size); err != nil {
		return err
	}
	if s.words, err = s.reserve(5 * 4); err != nil {
		return err
	}
	room, ok := s.memory().Read(s.file, uint32(s.size))
	if !ok {
		return ErrDamaged
	}
	_, err = io.ReadFull(file, room)
	return err
}

func (s *sandbox) memory() api.Memory { return s.module.Memory() }

// reserve allocates memory in the sandbox.
func (s *sandbox) reserve(size int) (uint32, error) {
	out, err := s.module.ExportedFunction("malloc").Call(s.ctx, uint64(size))
	switch {
	case err != nil:
		return 0, s.why()
	case out[0] == 0:
		return 0, ErrMemory
	}
	return uint32(out[0]), nil
}

// run has the decoder read the header, or the picture to a place in memory.
func (s *sandbox) run(headerOnly bool, to uint32) error {
	only := uint64(0)
	if headerOnly {
		only = 1
	}
	w := uint64(s.words)
	out, err := s.module.ExportedFunction("decode").Call(s.ctx, uint64(s.file), uint64(s.size), only, w, w+4, w+8, w+12, w+16, uint64(to))
	if err != nil || out[0] == 0 || s.bound.hit {
		return s.why()
	}
	return nil
}

// work does what is asked: it gives the header, and the planes that lie in the sandbox.
func (s *sandbox) work(q question) (h header, planes []byte, err error) {
	if h, err = s.header(); err != nil || q.HeaderOnly {
		return h, nil, err
	}
	l, err := h.layout()
	if err != nil {
		return h, nil, err
	}
	if q.Copied {
		s.bound.limit -= int64(l.size())
	}
	planes, err = s.decode(l)
	return h, planes, err
}

// header reads the header.
func (s *sandbox) header() (header, error) {
	if err := s.run(true, 0); err != nil {
		return header{}, err
	}
	var words [5]uint32
	for i := range words {
		words[i], _ = s.memory().ReadUint32Le(s.words + uint32(4*i))
	}
	h := header{words[0], words[1], words[2], words[3], words[4] == 1}
	return h, h.check()
}

// decode decodes the picture; its pixels lie in the sandbox.
func (s *sandbox) decode(l layout) (pix []byte, err error) {
	at, err := s.reserve(l.size())
	if err != nil {
		return nil, err
	}
	if err := s.run(false, at); err != nil {
		return nil, err
	}
	pix, ok := s.memory().Read(at, uint32(l.size()))
	if !ok {
		return nil, ErrDamaged
	}
	return pix, nil
}

// why tells what made the decoder give up. One that was refused memory goes on as if
// it had it, so that nothing it says holds.
func (s *sandbox) why() error {
	switch {
	case s.ctx.Err() != nil:
		return s.ctx.Err()
	case s.bound.hit:
		return ErrMemory
	}
	return ErrDamaged
}

// close gives the memory back. It also ends where the picture's time is over.
func (s *sandbox) close() {
	_ = s.module.Close(context.WithoutCancel(s.ctx)) // it has nothing to write
	s.bound.Free()
}

// bound is the memory of a sandbox. Of what is reserved the machine gives only what is
// used.
type bound struct {
	limit int64
	pages []byte
	hit   bool // more was asked for
}

// Allocate is called once, before the program starts.
func (b *bound) Allocate(_, _ uint64) experimental.LinearMemory { return b }

// Reallocate gives the memory in another size; nil above the bound.
func (b *bound) Reallocate(size uint64) []byte {
	if size > uint64(b.limit) {
		b.hit = true
		return nil
	}
	if b.pages == nil {
		pages, err := reservePages(int(b.limit))
		if err != nil {
			b.hit = true
			return nil
		}
		b.pages = pages
	}
	return b.pages[:size]
}

// Free gives the memory back, once.
func (b *bound) Free() {
	if b.pages != nil {
		releasePages(b.pages)
		b.pages = nil
	}
}
