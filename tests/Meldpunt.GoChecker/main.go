// A checker of the query log that shares no line with Meldpunt: notes, tree and proofs are those of golang.org/x/mod/sumdb, with which
// the Go project checks its own log. What it takes, everybody takes who goes by RFC 6962 and the C2SP pages.
//
//	checker checkpoint  VKEY CHECKPOINT             opens a checkpoint; prints its size and root
//	checker proof       VKEY PROOF                  checks that a row is in the checkpoint that came with it
//	checker consistency VKEY OLD NEW SOURCE         checks that the newer log begins with the older one, from tiles
//	checker root        VKEY CHECKPOINT SOURCE      computes the root from every leaf, and holds it against the checkpoint
//
// CHECKPOINT, OLD, NEW and PROOF are files. SOURCE is a folder, or an address, under which tile/0/000 stands. It ends with 0 when what was
// asked holds, with 1 when it does not, and with 2 when it could not look.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight  = 8
	tileWidth   = 1 << tileHeight
	maxFile     = 1 << 20
	proofHeader = "c2sp.org/tlog-proof@v1"
	rowBytes    = 386
	rowSeqAt    = 4
)

// refusal is a log that is not what it says; every other error is a checker that could not look.
type refusal struct{ reason string }

func (r refusal) Error() string { return r.reason }

func refuse(format string, arguments ...any) error { return refusal{fmt.Sprintf(format, arguments...)} }

func main() {
	said, err := run(os.Args[1:])
	var refused refusal
	switch {
	case err == nil:
		fmt.Println("ok: " + said)
	case errors.As(err, &refused):
		fmt.Println("refused: " + refused.reason)
		os.Exit(1)
	default:
		fmt.Fprintln(os.Stderr, "checker: "+err.Error())
		os.Exit(2)
	}
}

func run(arguments []string) (string, error) {
	switch {
	case len(arguments) == 3 && arguments[0] == "checkpoint":
		tree, err := openFile(arguments[1], arguments[2])
		return describe(tree), err
	case len(arguments) == 3 && arguments[0] == "proof":
		return checkProof(arguments[1], arguments[2])
	case len(arguments) == 5 && arguments[0] == "consistency":
		return checkConsistency(arguments[1], arguments[2], arguments[3], arguments[4])
	case len(arguments) == 4 && arguments[0] == "root":
		return checkRoot(arguments[1], arguments[2], arguments[3])
	}
	return "", errors.New("usage: checker checkpoint|proof|consistency|root VKEY FILE…")
}

func describe(tree tlog.Tree) string { return fmt.Sprintf("%d rows, root %v", tree.N, tree.Hash) }

func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxFile))
}

func openFile(vkey, path string) (tlog.Tree, error) {
	content, err := readFile(path)
	if err != nil {
		return tlog.Tree{}, err
	}
	return openCheckpoint(vkey, content)
}

// openCheckpoint reads three lines: sumdb's own checkpoints begin with another line than an origin, so tlog.ParseTree is not for these.
func openCheckpoint(vkey string, content []byte) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("the key: %w", err)
	}
	opened, err := note.Open(content, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, refuse("the checkpoint: %v", err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, refuse("the checkpoint is of another log, or has other lines than three")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, refuse("the checkpoint's size is no number")
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return tlog.Tree{}, refuse("the checkpoint's root is no hash")
	}
	return tlog.Tree{N: size, Hash: root}, nil
}

func checkProof(vkey, path string) (string, error) {
	content, err := readFile(path)
	if err != nil {
		return "", err
	}
	head, checkpoint, found := bytes.Cut(content, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || len(lines) < 3 || lines[0] != proofHeader || !strings.HasPrefix(lines[1], "extra ") || !strings.HasPrefix(lines[2], "index ") {
		return "", refuse("this is no proof with a row in it")
	}
	row, err := base64.StdEncoding.DecodeString(lines[1][len("extra "):])
	if err != nil || len(row) != rowBytes {
		return "", refuse("what stands in the proof is no row")
	}
	index, err := strconv.ParseInt(lines[2][len("index "):], 10, 64)
	if err != nil || binary.BigEndian.Uint64(row[rowSeqAt:]) != uint64(index)+1 {
		return "", refuse("the row bears another number than the proof is for")
	}
	proof := tlog.RecordProof{}
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return "", refuse("a hash of the proof is none")
		}
		proof = append(proof, hash)
	}
	tree, err := openCheckpoint(vkey, checkpoint)
	if err != nil {
		return "", err
	}
	if index < 0 || index >= tree.N {
		return "", refuse("the checkpoint does not reach to the row")
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(row)); err != nil {
		return "", refuse("the row is not in the log: %v", err)
	}
	return fmt.Sprintf("row %d is one of %s", index+1, describe(tree)), nil
}

func checkConsistency(vkey, olderPath, newerPath, source string) (string, error) {
	older, err := openFile(vkey, olderPath)
	if err != nil {
		return "", err
	}
	newer, err := openFile(vkey, newerPath)
	if err != nil {
		return "", err
	}
	if older.N < 1 || older.N > newer.N {
		return "", refuse("the older checkpoint is empty, or is the newer one")
	}
	// The reader holds every tile it fetches against the root of the newer checkpoint.
	proof, err := tlog.ProveTree(newer.N, older.N, tlog.TileHashReader(newer, tiles{source}))
	if err != nil {
		return "", refuse("the tiles do not prove it: %v", err)
	}
	if err := tlog.CheckTree(proof, newer.N, newer.Hash, older.N, older.Hash); err != nil {
		return "", refuse("the newer log does not begin with the older one: %v", err)
	}
	return fmt.Sprintf("the first %d of %d rows are those of before", older.N, newer.N), nil
}

func checkRoot(vkey, path, source string) (string, error) {
	tree, err := openFile(vkey, path)
	if err != nil {
		return "", err
	}
	// The roots of complete subtrees, the largest first; two of one size become one.
	type subtree struct {
		leaves int64
		root   tlog.Hash
	}
	var peaks []subtree
	for first := int64(0); first < tree.N; first += tileWidth {
		width := tree.N - first
		if width > tileWidth {
			width = tileWidth
		}
		leaves, err := tiles{source}.read(tlog.Tile{H: tileHeight, L: 0, N: first / tileWidth, W: int(width)})
		if err != nil {
			return "", err
		}
		for at := 0; at < len(leaves); at += tlog.HashSize {
			peak := subtree{leaves: 1}
			copy(peak.root[:], leaves[at:])
			for len(peaks) > 0 && peaks[len(peaks)-1].leaves == peak.leaves {
				peak = subtree{2 * peak.leaves, tlog.NodeHash(peaks[len(peaks)-1].root, peak.root)}
				peaks = peaks[:len(peaks)-1]
			}
			peaks = append(peaks, peak)
		}
	}
	if len(peaks) == 0 {
		return "", refuse("an empty log has no leaves")
	}
	root := peaks[len(peaks)-1].root
	for at := len(peaks) - 2; at >= 0; at-- {
		root = tlog.NodeHash(peaks[at].root, root)
	}
	if root != tree.Hash {
		return "", refuse("the leaves have the root %v, the checkpoint says %v", root, tree.Hash)
	}
	return "the leaves give " + describe(tree), nil
}

// tiles are a folder, or what a server gives, in the paths of C2SP tlog-tiles.
type tiles struct{ source string }

func (t tiles) Height() int { return tileHeight }

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(wanted))
	for at, tile := range wanted {
		content, err := t.read(tile)
		if err != nil {
			return nil, err
		}
		data[at] = content
	}
	return data, nil
}

// read gets as much of a tile as is asked. A partial tile that has filled up since may be gone; then the whole one begins with it.
func (t tiles) read(tile tlog.Tile) ([]byte, error) {
	content, err := t.fetch(tile)
	if err != nil && tile.W < tileWidth {
		whole := tile
		whole.W = tileWidth
		content, err = t.fetch(whole)
	}
	if err != nil {
		return nil, err
	}
	if len(content) < tile.W*tlog.HashSize {
		return nil, refuse("tile %v is too short", tile)
	}
	return content[:tile.W*tlog.HashSize], nil
}

func (t tiles) fetch(tile tlog.Tile) ([]byte, error) {
	// Go's own logs name the height of their tiles in the path; here it is always 8, and not named.
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
	if !strings.HasPrefix(t.source, "http") {
		return readFile(filepath.Join(t.source, filepath.FromSlash(path)))
	}
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Get(strings.TrimSuffix(t.source, "/") + "/" + path)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, response.Status)
	}
	return io.ReadAll(io.LimitReader(response.Body, maxFile))
}
