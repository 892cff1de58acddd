#!/usr/bin/env python3
"""The variational auto-encoder of vae-fit --activation tanh --optimizer adam, in PyTorch on the CPU.

Prints a line for each epoch, "seconds TAB s", or for --task encode and decode "rows_per_second TAB r",
for --task importance "passes_per_second TAB r".
"""
import argparse
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

import data

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--mode", default="fused", choices=["eager", "fused", "compile"])
o = data.options(parser)
torch.set_num_threads(o.threads)
torch.manual_seed(0)
X = torch.from_numpy(data.images(o.images))
N, B = len(X), o.batch


def network(widths):
    layers = [nn.Linear(widths[0], widths[1])]
    for i in range(1, len(widths) - 1):
        layers += [nn.Tanh(), nn.Linear(widths[i], widths[i + 1])]
    return nn.Sequential(*layers)


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        encoder, decoder = data.sizes(o, X.shape[1])
        self.encoder, self.decoder = network(encoder), network(decoder)

    def forward(self, x):
        m, v = self.encoder(x).chunk(2, dim=1)
        y = self.decoder(m + torch.exp(0.5 * v) * torch.randn_like(m))
        if o.likelihood == "gaussian":
            mean, w = y.chunk(2, dim=1)
            loss = 0.5 * torch.sum(w + (x - mean) ** 2 * torch.exp(-w))
        else:
            loss = F.binary_cross_entropy_with_logits(y, x, reduction="sum")
        return (loss - 0.5 * torch.sum(1 + v - m * m - v.exp())) / x.shape[0]


def autocast():
    return torch.autocast("cpu", torch.bfloat16, enabled=o.dtype == "bf16")


def train(net):
    optimizer = torch.optim.Adam(net.parameters(), 1e-3, fused=o.mode != "eager")
    loss_of = torch.compile(net) if o.mode == "compile" else net
    for epoch in range(o.epochs + 1):
        order = torch.randperm(N)
        start = time.perf_counter()
        for i in range(0, N - B + 1, B):
            optimizer.zero_grad(set_to_none=True)
            with autocast():
                loss = loss_of(X[order[i:i + B]])
            loss.backward()
            optimizer.step()
        if epoch > 0:
            print(f"seconds\t{time.perf_counter() - start}", flush=True)


def apply(net):
    if o.task == "encode":
        work = torch.compile(net.encoder) if o.mode == "compile" else net.encoder
        rows = X
    else:
        mean = (lambda z: torch.sigmoid(net.decoder(z))) if o.likelihood == "bernoulli" else net.decoder
        work = torch.compile(mean) if o.mode == "compile" else mean
        rows = torch.randn(N, o.latent)
    with torch.inference_mode(), autocast():
        for epoch in range(o.epochs + 1):
            start = time.perf_counter()
            for i in range(0, N - B + 1, B):
                work(rows[i:i + B])
            if epoch > 0:
                print(f"rows_per_second\t{N // B * B / (time.perf_counter() - start)}", flush=True)


def importance(net):
    """log p(x) by importance sampling, for each row."""
    def log_weights(x, m, v):
        noise = torch.randn(B, o.latent)
        z = m + torch.exp(0.5 * v) * noise
        y = net.decoder(z).float()
        log_p = -F.binary_cross_entropy_with_logits(y, x.expand_as(y), reduction="none").sum(1)
        return log_p - 0.5 * (z * z - noise * noise - v).sum(1)

    work = torch.compile(log_weights) if o.mode == "compile" else log_weights
    rows = X[:o.rows]
    with torch.inference_mode(), autocast():
        for epoch in range(o.epochs + 1):
            start = time.perf_counter()
            m, v = net.encoder(rows).float().chunk(2, dim=1)
            for x, mean, log_variance in zip(rows, m, v):
                weights = [work(x, mean, log_variance) for _ in range(o.samples // B)]
                torch.logsumexp(torch.cat(weights), 0)
            if epoch > 0:
                passes = len(rows) * (o.samples // B * B)
                print(f"passes_per_second\t{passes / (time.perf_counter() - start)}", flush=True)


{"train": train, "importance": importance}.get(o.task, apply)(VAE())
