#!/usr/bin/env python3
"""The variational auto-encoder of vae-fit --activation tanh --optimizer adam, in JAX on the CPU: one jitted scan
over the epoch. JAX takes its threads from the processors that the process may run on.

Prints a line for each epoch, "seconds TAB s", or for --task encode and decode "rows_per_second TAB r", for
--task importance "passes_per_second TAB r".
"""
import argparse
import time

import jax
import jax.numpy as jnp

import data

o = data.options(argparse.ArgumentParser(description=__doc__))
dtype = jnp.bfloat16 if o.dtype == "bf16" else jnp.float32
X = jnp.array(data.images(o.images))
N, B = X.shape[0], o.batch
encoder_widths, decoder_widths = data.sizes(o, X.shape[1])


def network(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [(jax.random.normal(k, (i, j)) * i ** -0.5, jnp.zeros(j))
            for k, i, j in zip(keys, widths, widths[1:])]


def run(layers, x):
    for index, (weights, bias) in enumerate(layers):
        product = jnp.dot(x.astype(dtype), weights.astype(dtype), preferred_element_type=jnp.float32)
        x = product + bias
        if index < len(layers) - 1:
            x = jnp.tanh(x)
    return x


def loss(parameters, x, key):
    encoder, decoder = parameters
    m, v = jnp.split(run(encoder, x), 2, axis=1)
    y = run(decoder, m + jnp.exp(0.5 * v) * jax.random.normal(key, m.shape))
    if o.likelihood == "gaussian":
        mean, w = jnp.split(y, 2, axis=1)
        terms = 0.5 * jnp.sum(w + (x - mean) ** 2 * jnp.exp(-w))
    else:
        terms = jnp.sum(jnp.maximum(y, 0) - y * x + jnp.log1p(jnp.exp(-jnp.abs(y))))
    return (terms - 0.5 * jnp.sum(1 + v - m * m - jnp.exp(v))) / x.shape[0]


def adam(parameters, gradients, state, rate=1e-3, b1=0.9, b2=0.999, epsilon=1e-8):
    first, second, step = state
    step = step + 1
    first = jax.tree.map(lambda m, g: b1 * m + (1 - b1) * g, first, gradients)
    second = jax.tree.map(lambda v, g: b2 * v + (1 - b2) * g * g, second, gradients)
    a, b = 1 - b1 ** step, 1 - b2 ** step
    parameters = jax.tree.map(
        lambda p, m, v: p - rate * (m / a) / (jnp.sqrt(v / b) + epsilon), parameters, first, second)
    return parameters, (first, second, step)


@jax.jit
def epoch(parameters, state, key):
    shuffle, key = jax.random.split(key)
    order = jax.random.permutation(shuffle, N)[:N // B * B].reshape(-1, B)

    def step(carry, rows):
        parameters, state, key = carry
        key, noise = jax.random.split(key)
        gradients = jax.grad(loss)(parameters, X[rows], noise)
        parameters, state = adam(parameters, gradients, state)
        return (parameters, state, key), None

    (parameters, state, _), _ = jax.lax.scan(step, (parameters, state, key), order)
    return parameters, state


def train(parameters):
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    state = (zeros, zeros, jnp.float32(0))
    for index in range(o.epochs + 1):
        start = time.perf_counter()
        parameters, state = jax.block_until_ready(epoch(parameters, state, jax.random.key(index)))
        if index > 0:
            print(f"seconds\t{time.perf_counter() - start}", flush=True)


def apply(parameters):
    if o.task == "encode":
        rows, function = X, lambda x: run(parameters[0], x)
    else:
        end = jax.nn.sigmoid if o.likelihood == "bernoulli" else (lambda y: y)
        rows = jax.random.normal(jax.random.key(1), (N, o.latent))
        function = lambda z: end(run(parameters[1], z))
    work = jax.jit(lambda rows, i: function(jax.lax.dynamic_slice_in_dim(rows, i, B)))
    for index in range(o.epochs + 1):
        start = time.perf_counter()
        for i in range(0, N - B + 1, B):
            work(rows, i).block_until_ready()
        if index > 0:
            print(f"rows_per_second\t{N // B * B / (time.perf_counter() - start)}", flush=True)


@jax.jit
def log_likelihood(parameters, x, key):
    """log p(x) by importance sampling."""
    m, v = jnp.split(run(parameters[0], x[None]), 2, axis=1)

    def log_weights(key):
        noise = jax.random.normal(key, (B, o.latent))
        z = m + jnp.exp(0.5 * v) * noise
        y = run(parameters[1], z)
        log_p = -jnp.sum(jnp.maximum(y, 0) - y * x + jnp.log1p(jnp.exp(-jnp.abs(y))), axis=1)
        return log_p - 0.5 * jnp.sum(z * z - noise * noise - v, axis=1)

    return jax.nn.logsumexp(jax.lax.map(log_weights, jax.random.split(key, o.samples // B)))


def importance(parameters):
    for epoch in range(o.epochs + 1):
        start = time.perf_counter()
        for index in range(o.rows):
            log_likelihood(parameters, X[index], jax.random.key(index)).block_until_ready()
        if epoch > 0:
            passes = o.rows * (o.samples // B * B)
            print(f"passes_per_second\t{passes / (time.perf_counter() - start)}", flush=True)


keys = jax.random.split(jax.random.key(0))
{"train": train, "importance": importance}.get(o.task, apply)(
    (network(keys[0], encoder_widths), network(keys[1], decoder_widths)))
