package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"os"
)

// As many as Terraform works on at once by default: none of them waits for a new connection.
const connections = 10

type client struct {
	url     string
	token   string
	headers map[string]string
	http    http.Client
}

func newClient(url, token, caFile string, headers map[string]string) (*client, error) {
	authority, err := os.ReadFile(caFile)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(authority) {
		return nil, fmt.Errorf("%s holds no certificate", caFile)
	}
	transport := &http.Transport{
		TLSClientConfig:     &tls.Config{RootCAs: roots},
		MaxIdleConnsPerHost: connections,
	}
	return &client{url, token, headers, http.Client{Transport: transport}}, nil
}

// send makes one request. An object that is not there is no error: found says so.
func (c *client) send(ctx context.Context, method, path string, body []byte) (text []byte, found bool, err error) {
	request, err := http.NewRequestWithContext(ctx, method, c.url+path, bytes.NewReader(body))
	if err != nil {
		return nil, false, err
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	if len(body) > 0 {
		request.Header.Set("Content-Type", "application/json")
	}
	for name, value := range c.headers {
		request.Header.Set(name, value)
	}
	answer, err := c.http.Do(request)
	if err != nil {
		return nil, false, err
	}
	defer answer.Body.Close()
	if text, err = io.ReadAll(answer.Body); err != nil {
		return nil, false, err
	}
	if answer.StatusCode == http.StatusNotFound {
		return text, false, nil
	}
	if answer.StatusCode >= 300 {
		return nil, false, fmt.Errorf("%s %s was answered %d: %s", method, path, answer.StatusCode, text)
	}
	return text, true, nil
}
